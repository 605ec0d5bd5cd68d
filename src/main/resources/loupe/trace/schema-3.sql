-- Version 3: which kinds of defects a part has. Null and no rows: a model that tells none apart, or an older Loupe.
-- A region in inspection.regions has two more values then, index and name of its class.
ALTER TABLE inspection ADD COLUMN class TEXT;
ALTER TABLE inspection ADD COLUMN class_index INTEGER;

-- Every class of a part once; the class of the whole part has no regions. Outcome and time stand here too, so that
-- the newest parts of one class are read from the index alone.
CREATE TABLE inspection_class (
  class TEXT NOT NULL,
  outcome TEXT NOT NULL,
  at INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES inspection (seq),
  regions INTEGER NOT NULL,
  PRIMARY KEY (class, outcome, at, seq)
) WITHOUT ROWID;
