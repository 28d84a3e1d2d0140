-- How long each file is kept, archives and certificates of destruction.

ALTER TABLE patient ADD COLUMN death_date TEXT;
-- Sealed: out of every list, search and count until it is taken back, and destroyed when its time comes.
ALTER TABLE patient ADD COLUMN archived_at INTEGER;

CREATE INDEX patient_in_archive ON patient (archived_at) WHERE archived_at IS NOT NULL;

-- A litigation: nothing of the file is destroyed until it ends.
CREATE TABLE litigation_hold (
  number INTEGER PRIMARY KEY,
  patient_number INTEGER NOT NULL REFERENCES patient (number) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  since INTEGER NOT NULL,
  ended_at INTEGER,
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id)
) STRICT;

CREATE INDEX litigation_hold_of_patient ON litigation_hold (patient_number);

-- What was destroyed, without a word of whom: the certificate is a kept document of the same id.
CREATE TABLE destruction (
  number INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  files INTEGER NOT NULL,
  consultations INTEGER NOT NULL,
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id)
) STRICT;

DROP VIEW visible_patient;

CREATE VIEW visible_patient AS SELECT * FROM patient WHERE removed_at IS NULL AND archived_at IS NULL;

CREATE VIEW archived_patient AS SELECT * FROM patient WHERE removed_at IS NULL AND archived_at IS NOT NULL;
