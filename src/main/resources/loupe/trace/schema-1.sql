-- Version 1 of the journal. Rows are only ever added. Times are milliseconds since 1970, durations nanoseconds.
CREATE TABLE journal (created_at INTEGER NOT NULL);

CREATE TABLE inspection (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  frame_id INTEGER NOT NULL,
  frame_at INTEGER NOT NULL,
  camera TEXT NOT NULL,
  at INTEGER NOT NULL,
  recipe TEXT NOT NULL,
  recipe_version INTEGER NOT NULL,
  model_sha256 TEXT NOT NULL,
  app_version TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('PASS', 'REVIEW', 'FAIL', 'ERROR')),
  score REAL,
  t_review REAL,
  t_fail REAL,
  t_pixel REAL,
  fault TEXT,
  fault_text TEXT NOT NULL,
  -- JSON: [[x, y, width, height, area, length, score, peakX, peakY], …], image pixels, worst first
  regions TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  preprocess_ns INTEGER,
  inference_ns INTEGER,
  postprocess_ns INTEGER,
  -- relative to the archive folder; null = never stored
  image_file TEXT,
  image_bytes INTEGER,
  map_file TEXT,
  map_bytes INTEGER,
  lot TEXT,
  part TEXT
);
CREATE INDEX inspection_at ON inspection (at);
CREATE INDEX inspection_outcome ON inspection (outcome, at);
CREATE INDEX inspection_recipe ON inspection (recipe, recipe_version, at);
CREATE INDEX inspection_kept ON inspection (seq) WHERE image_file IS NOT NULL OR map_file IS NOT NULL;

CREATE TABLE verdict_override (
  seq INTEGER PRIMARY KEY,
  inspection TEXT NOT NULL REFERENCES inspection (id),
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  good INTEGER NOT NULL CHECK (good IN (0, 1)),
  reason TEXT NOT NULL
);
CREATE INDEX verdict_override_inspection ON verdict_override (inspection);

-- The picture and map of this inspection are gone, and why.
CREATE TABLE picture_removed (
  inspection TEXT PRIMARY KEY REFERENCES inspection (id),
  at INTEGER NOT NULL,
  reason TEXT NOT NULL
) WITHOUT ROWID;
