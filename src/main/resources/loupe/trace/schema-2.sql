-- Version 2: rows are read newest first by time, for any mix of recipe, lot and outcome; trends read the index alone.
DROP INDEX inspection_recipe;
CREATE INDEX inspection_recipe ON inspection (recipe, outcome, at, score);
CREATE INDEX inspection_lot ON inspection (lot, outcome, at, score) WHERE lot IS NOT NULL;
