-- The certified host (L1111-8 CSP): what its certificate and contract say, and the way to its store. One host at a time.

CREATE TABLE host_attestation (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  host_name TEXT NOT NULL,
  certificate_number TEXT NOT NULL,
  -- JSON list of the activities' numbers, as printed on the certificate: 1 to 6.
  activities TEXT NOT NULL,
  -- Civil dates.
  expires_on TEXT NOT NULL,
  contract_on TEXT NOT NULL,
  -- The contract in the vault's kept documents (kept_document.id); null until it was handed over.
  contract_document TEXT,
  recorded_at INTEGER NOT NULL,
  -- Expiry that the person was reminded of, and said that they had read it.
  reminded_of TEXT
) STRICT;

-- The key pair lies here and nowhere else: every copy of it is as well locked as the files are.
CREATE TABLE host_access (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  endpoint TEXT NOT NULL,
  bucket TEXT NOT NULL,
  prefix TEXT NOT NULL,
  region TEXT NOT NULL,
  access_key_id TEXT NOT NULL,
  secret_access_key TEXT NOT NULL,
  style TEXT NOT NULL CHECK (style IN ('path', 'virtual-host')),
  -- PEM of the one authority that may vouch for the host; null for those that every program knows.
  authority TEXT,
  proxy TEXT,
  bytes_per_second INTEGER,
  -- What the test before saving found: the right to delete, which is better lacking, and whether the store keeps versions.
  can_delete INTEGER NOT NULL CHECK (can_delete IN (0, 1)),
  keeps_versions INTEGER CHECK (keeps_versions IN (0, 1)),
  tested_at INTEGER NOT NULL
) STRICT;
