-- Consents to what goes beyond care, and the social-security number where the practice uses it.

-- What a consent is asked for; never deleted, since consents speak of it.
CREATE TABLE consent_purpose (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('research', 'newsletter', 'teaching-photographs', 'reminders', 'own')),
  name TEXT NOT NULL,
  -- From then on nobody is asked any more.
  ended_at INTEGER
) STRICT;

-- What was put before the patient, word for word. One that nobody consented to yet may still be corrected.
CREATE TABLE consent_text (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  purpose_number INTEGER NOT NULL REFERENCES consent_purpose (number),
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  first_used_at INTEGER,
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id),
  UNIQUE (purpose_number, version)
) STRICT;

CREATE TRIGGER consent_text_stays BEFORE UPDATE OF body, version, purpose_number ON consent_text
WHEN old.first_used_at IS NOT NULL BEGIN
  SELECT raise(ABORT, 'a text that somebody consented to never changes');
END;

-- A scan or a signature is a kept document whose subject is the consent.
CREATE TABLE consent (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_number INTEGER NOT NULL REFERENCES patient (number) ON DELETE CASCADE,
  text_number INTEGER NOT NULL REFERENCES consent_text (number),
  -- Civil date.
  given_on TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('spoken', 'letter', 'email', 'telephone', 'form', 'signed-here')),
  given_as TEXT NOT NULL CHECK (given_as IN ('patient', 'parent', 'guardian')),
  -- Name of the holder of parental authority or of the guardian; empty where it is the patient.
  given_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  withdrawn_at INTEGER,
  withdrawn_channel TEXT NOT NULL DEFAULT '',
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id),
  CHECK ((given_as = 'patient') = (given_by = ''))
) STRICT;

CREATE INDEX consent_of_patient ON consent (patient_number);
CREATE INDEX consent_of_text ON consent (text_number);

-- Apart from the file's own table, so that no list, search, copy or paper of the file brings it along.
CREATE TABLE patient_nir (
  patient_number INTEGER PRIMARY KEY REFERENCES patient (number) ON DELETE CASCADE,
  nir TEXT NOT NULL
) STRICT;
