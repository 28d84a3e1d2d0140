-- What was brought over from another program, so that it can be taken back whole and is never brought over twice.

CREATE TABLE import_batch (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id),
  -- JSON array, in the order in which the files were read.
  file_names TEXT NOT NULL,
  undone_at INTEGER
) STRICT, WITHOUT ROWID;

-- One row a line of a file that became, or changed, a patient or a consultation. It ends with its object: a purge
-- leaves nothing behind.
CREATE TABLE import_row (
  id INTEGER PRIMARY KEY,
  batch_id TEXT NOT NULL REFERENCES import_batch (id),
  patient_id TEXT REFERENCES patient (id) ON DELETE CASCADE,
  consultation_id TEXT REFERENCES consultation (id) ON DELETE CASCADE,
  -- The number that the other program gave to the patient; null where the file has none.
  number TEXT,
  -- Digest of the names and the birth date where all three are known: finds the patient again without a number.
  identity TEXT,
  -- Digest of the whole line as it was read, before any correction.
  fingerprint TEXT NOT NULL,
  -- JSON: digest of each cell, by field or by label: tells which of them a newer file changes, without a second copy.
  digests TEXT NOT NULL,
  -- Version of the object as the import left it: another one means that somebody changed it since.
  version INTEGER NOT NULL,
  -- JSON {version, values, imported}: what the import wrote over; null where it created the object.
  former TEXT,
  CHECK ((patient_id IS NULL) <> (consultation_id IS NULL))
) STRICT;

CREATE INDEX import_row_by_batch ON import_row (batch_id);
CREATE INDEX import_row_by_patient ON import_row (patient_id) WHERE patient_id IS NOT NULL;
CREATE INDEX import_row_by_consultation ON import_row (consultation_id) WHERE consultation_id IS NOT NULL;
CREATE INDEX import_row_by_number ON import_row (number) WHERE number IS NOT NULL;
CREATE INDEX import_row_by_identity ON import_row (identity) WHERE identity IS NOT NULL;
CREATE INDEX import_row_by_fingerprint ON import_row (fingerprint);

-- Which column fed which field the last time that a file with these headers was brought over.
CREATE TABLE import_match (
  headers_fingerprint TEXT PRIMARY KEY,
  match TEXT NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
