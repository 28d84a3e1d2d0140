-- Accounts of a replacement or an associate, and oppositions to sharing.

-- Rights that the titular gives with an account; the titular has all.
ALTER TABLE practitioner ADD COLUMN may_write INTEGER NOT NULL DEFAULT 1 CHECK (may_write IN (0, 1));
ALTER TABLE practitioner ADD COLUMN may_export INTEGER NOT NULL DEFAULT 1 CHECK (may_export IN (0, 1));

-- A patient's objection that a file be shared (L1110-4 CSP) or hosted outside (L1111-8 CSP). Never deleted while the
-- file is kept: it is revoked.
CREATE TABLE opposition (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_number INTEGER NOT NULL REFERENCES patient (number) ON DELETE CASCADE,
  recipient TEXT NOT NULL CHECK (recipient IN ('account', 'person', 'every-colleague', 'external-hosting')),
  -- Whom: an account of this vault, or somebody by name and profession.
  account_id TEXT REFERENCES practitioner (id),
  person_name TEXT NOT NULL DEFAULT '',
  person_profession TEXT NOT NULL DEFAULT '',
  channel TEXT NOT NULL CHECK (channel IN ('spoken', 'letter', 'email', 'telephone', 'form')),
  note TEXT NOT NULL DEFAULT '',
  since INTEGER NOT NULL,
  -- An objection to external hosting needs a legitimate reason and is examined: until then it holds.
  verdict TEXT CHECK (verdict IN ('upheld', 'rejected')),
  verdict_reason TEXT NOT NULL DEFAULT '',
  verdict_at INTEGER,
  revoked_at INTEGER,
  revoked_channel TEXT NOT NULL DEFAULT '',
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id),
  CHECK ((recipient = 'account') = (account_id IS NOT NULL))
) STRICT;

CREATE INDEX opposition_of_patient ON opposition (patient_number);

-- An emergency: the titular shows one file to one account for a set time, and says why.
CREATE TABLE opposition_lift (
  number INTEGER PRIMARY KEY,
  patient_number INTEGER NOT NULL REFERENCES patient (number) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES practitioner (id),
  reason TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL CHECK (until > since),
  ended_at INTEGER
) STRICT;

CREATE INDEX opposition_lift_of_patient ON opposition_lift (patient_number);

-- Which files are out of which account's sight, whatever lifts say.
CREATE VIEW opposed_file AS
SELECT opposition.patient_number, practitioner.id AS account_id
FROM opposition
JOIN practitioner ON practitioner.role <> 'titular'
  AND (opposition.recipient = 'every-colleague' OR opposition.account_id = practitioner.id)
WHERE opposition.revoked_at IS NULL AND opposition.recipient IN ('account', 'every-colleague');
