-- What the vault knows of itself: schema, practitioners, slots, settings, access log.

CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT;

-- One value a key: vault id, creation time, settings as JSON.
CREATE TABLE vault_value (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE practitioner (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('titular', 'replacement', 'associate')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER
) STRICT, WITHOUT ROWID;

-- Living slots of the key file: one that is not listed here opens nothing.
CREATE TABLE slot (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('passphrase', 'recovery')),
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The code that lifts the veil: a slow hash, which derives and wraps no key.
CREATE TABLE pin (
  practitioner_id TEXT PRIMARY KEY REFERENCES practitioner (id),
  digest TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Former vault keys, so that older generations of a repository stay verifiable.
CREATE TABLE former_key (
  key_id TEXT PRIMARY KEY,
  vault_key BLOB NOT NULL,
  ended_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Each entry holds the former one's hash. The patient stands behind a random alias, outside the hash's reach:
-- a purge deletes the alias, and the chain still holds.
CREATE TABLE access_entry (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  practitioner_id TEXT NOT NULL,
  practitioner_name TEXT NOT NULL,
  action TEXT NOT NULL,
  patient_alias TEXT,
  object_id TEXT,
  facts TEXT NOT NULL,
  former_hash BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE INDEX access_entry_by_alias ON access_entry (patient_alias) WHERE patient_alias IS NOT NULL;

CREATE TABLE access_alias (
  alias TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- What is being typed in a form that is not sent yet.
CREATE TABLE draft (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
