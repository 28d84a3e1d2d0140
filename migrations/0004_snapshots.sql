-- What the vault remembers of its copies, so that a target that went back in time, or that another PC wrote to, is seen.

-- Every writer that this vault was: a new one is drawn at creation and at each restore; the last is the present one.
CREATE TABLE snapshot_writer (
  place INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  since INTEGER NOT NULL
) STRICT;

-- One counter over all targets: the last sequence number that was given out.
CREATE TABLE snapshot_counter (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  last INTEGER NOT NULL
) STRICT;

-- Targets by the repository that lies on them, not by drive letter or mount point.
-- head: the newest manifest known to lie there; expected: one about to be written when the run may have been cut off.
CREATE TABLE snapshot_target (
  repository_id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('folder', 's3')),
  place TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  removed_at INTEGER,
  head_snapshot TEXT,
  head_sha256 TEXT,
  head_sequence INTEGER,
  head_time INTEGER,
  -- Last entry of the access log that the head holds: what came after is in no copy there.
  head_log_number INTEGER,
  expected_snapshot TEXT,
  expected_sha256 TEXT,
  expected_sequence INTEGER,
  expected_time INTEGER,
  expected_log_number INTEGER,
  -- 1 where the head was read back from the medium itself, not from the system's cache.
  read_back INTEGER NOT NULL DEFAULT 0 CHECK (read_back IN (0, 1)),
  verified_at INTEGER,
  proven_at INTEGER,
  proven_snapshot TEXT,
  last_failure TEXT,
  last_failure_at INTEGER,
  unplugged_at INTEGER
) STRICT, WITHOUT ROWID;
