-- Documents that the vault keeps as they were that day: papers of the practice, scans that a patient handed over.

CREATE TABLE kept_document (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  media_type TEXT NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
  size INTEGER NOT NULL,
  -- Whose it is; null for a paper of the practice, which names nobody.
  patient_number INTEGER REFERENCES patient (number) ON DELETE CASCADE,
  -- The request, consent or breach that it belongs to; null where it stands alone.
  subject TEXT,
  -- What it is printed again from: the paper's title, head, foot and body as JSON; null for a scan.
  paper TEXT,
  created_at INTEGER NOT NULL,
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id)
) STRICT;

CREATE INDEX kept_document_of_patient ON kept_document (patient_number) WHERE patient_number IS NOT NULL;
CREATE INDEX kept_document_of_subject ON kept_document (subject) WHERE subject IS NOT NULL;
CREATE INDEX kept_document_of_kind ON kept_document (kind, created_at);

-- Its bytes in parts of 256 KiB, since the library reads no BLOB piece by piece.
CREATE TABLE kept_document_part (
  document_number INTEGER NOT NULL REFERENCES kept_document (number) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (document_number, place)
) STRICT, WITHOUT ROWID;

-- Those that may be seen: of the practice, or of a patient who may be seen.
CREATE VIEW visible_document AS
SELECT kept_document.*, visible_patient.id AS patient_id
FROM kept_document
LEFT JOIN visible_patient ON visible_patient.number = kept_document.patient_number
WHERE kept_document.patient_number IS NULL OR visible_patient.number IS NOT NULL;
