-- What the practice tells of its processing: versions of the register, and who was informed.

-- What the practitioner wrote beside what the program finds out by itself; it survives every computation.
CREATE TABLE register_text (
  -- 'common', the name of a computed activity, or the id of one of the practice's own.
  sheet TEXT NOT NULL,
  field TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (sheet, field)
) STRICT, WITHOUT ROWID;

-- Activities that this program knows nothing of: the agenda of a web site, the accountant.
CREATE TABLE register_activity (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT, WITHOUT ROWID;

-- Article 30: what the register said on a day, word for word. Never changed, never deleted.
CREATE TABLE register_version (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  -- JSON of the sheets, with what was true then.
  content TEXT NOT NULL,
  -- The same as a PDF (kept_document.id).
  document_id TEXT NOT NULL,
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id)
) STRICT;

CREATE TRIGGER register_version_stays BEFORE UPDATE ON register_version BEGIN
  SELECT raise(ABORT, 'a version of the register never changes');
END;

CREATE TRIGGER register_version_is_kept BEFORE DELETE ON register_version BEGIN
  SELECT raise(ABORT, 'a version of the register is never deleted');
END;

-- Posters and leaflets that were made (article 13), each kept as a document.
CREATE TABLE information_paper (
  document_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('poster-a4', 'poster-a3', 'leaflet')),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  -- Version of the text; the same for all papers that say the same.
  version INTEGER NOT NULL,
  -- SHA-256 of the text: tells when the register has gone further than the paper.
  digest TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- When and how a patient was informed.
CREATE TABLE patient_information (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_number INTEGER NOT NULL REFERENCES patient (number) ON DELETE CASCADE,
  -- Civil date.
  informed_on TEXT NOT NULL,
  manner TEXT NOT NULL CHECK (manner IN ('poster', 'leaflet', 'spoken', 'message')),
  -- Noted for many at once: taken back together.
  batch TEXT,
  noted_at INTEGER NOT NULL,
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id)
) STRICT;

CREATE INDEX patient_information_of_patient ON patient_information (patient_number);
CREATE INDEX patient_information_of_batch ON patient_information (batch) WHERE batch IS NOT NULL;
