-- Breaches, the checks of the PC, and what stays of access-log entries that expired.

-- Numbered from 1 as the internal register is (article 33(5)); never deleted.
CREATE TABLE breach (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  recorded_at INTEGER NOT NULL,
  -- What the practitioner noted, as JSON (breachContent in the contract).
  content TEXT NOT NULL,
  -- The lost key that it was made from by itself.
  lost_key_id TEXT UNIQUE,
  closed_at INTEGER,
  conclusion TEXT NOT NULL DEFAULT '',
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id)
) STRICT;

-- What the CNIL was told, as it was told.
CREATE TABLE breach_notice (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  breach_number INTEGER NOT NULL REFERENCES breach (number),
  kind TEXT NOT NULL CHECK (kind IN ('initial', 'complementary')),
  sent_at INTEGER NOT NULL,
  receipt TEXT NOT NULL,
  -- The form's sections as JSON; the paper is a kept document.
  form TEXT NOT NULL,
  document_id TEXT NOT NULL,
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id)
) STRICT;

CREATE INDEX breach_notice_of_breach ON breach_notice (breach_number);

CREATE TRIGGER breach_notice_stays BEFORE UPDATE ON breach_notice BEGIN
  SELECT RAISE(ABORT, 'a notice that was sent stays as it is');
END;

CREATE TRIGGER breach_notice_is_kept BEFORE DELETE ON breach_notice BEGIN
  SELECT RAISE(ABORT, 'a notice that was sent is kept');
END;

-- Whom a breach concerns. A purge takes the name and leaves that somebody was told.
CREATE TABLE breach_person (
  number INTEGER PRIMARY KEY,
  breach_number INTEGER NOT NULL REFERENCES breach (number),
  patient_number INTEGER REFERENCES patient (number) ON DELETE SET NULL,
  informed_at INTEGER,
  channel TEXT NOT NULL DEFAULT '',
  UNIQUE (breach_number, patient_number)
) STRICT;

CREATE INDEX breach_person_of_patient ON breach_person (patient_number) WHERE patient_number IS NOT NULL;

CREATE TABLE pc_check (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  system TEXT NOT NULL,
  -- One verdict a question, as JSON (pcFinding in the contract).
  findings TEXT NOT NULL,
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id)
) STRICT;

-- Where the chain of the access log begins, once older entries have expired (docs/formats.md).
CREATE TABLE access_anchor (
  -- The last entry that expired, and its hash, which the next one follows.
  number INTEGER PRIMARY KEY,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  last_at INTEGER NOT NULL,
  expired_at INTEGER NOT NULL
) STRICT;
