-- What the vault remembers of the care of its copies: what was checked, ended and repaired, and what the person decided.

-- One row a target that anything of this is known of; it outlives the target's removal, as snapshot_target does.
CREATE TABLE target_care (
  repository_id TEXT PRIMARY KEY,
  -- The last check that went through: JSON of the contract's targetVerification. When, is in snapshot_target.verified_at too.
  verification TEXT,
  -- A full check under way: when it began, and the packs (JSON list of names) that were read whole since, so that it
  -- goes on where it stood.
  full_check_began_at INTEGER,
  full_check_packs TEXT NOT NULL DEFAULT '[]',
  -- The last prune: JSON of the contract's targetPruning; when one was last tried; why it was refused, if it was.
  pruning TEXT,
  prune_tried_at INTEGER,
  prune_refusal TEXT,
  -- Doubts of a prune (clock, two PCs) that the person answered: JSON list of the prune's own names for them.
  accepted_doubts TEXT NOT NULL DEFAULT '[]',
  -- The last repair: JSON of the contract's targetRepair.
  repair TEXT,
  -- "Me le rappeler demain": until then the target is not asked for.
  remind_at INTEGER
) STRICT, WITHOUT ROWID;

-- Keys that the person said are none: they are not offered as destinations again.
CREATE TABLE declined_disk (
  -- The file system's own mark, else its label and size.
  mark TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  declined_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Keys that the person reported lost, with the three answers that the reasoning of articles 33(1) and 34(3)(a) RGPD
-- stands on: enough for the register of breaches. The target itself is removed (snapshot_target.removed_at).
CREATE TABLE lost_key (
  id TEXT PRIMARY KEY,
  repository_id TEXT NOT NULL,
  -- As it stood on the key when it was lost.
  label TEXT NOT NULL,
  -- When the person became aware of it: the 72 hours run from here.
  reported_at INTEGER NOT NULL,
  reported_by TEXT NOT NULL REFERENCES practitioner (id),
  -- First answer: when (civil date) and where it was last seen.
  last_seen_on TEXT NOT NULL,
  last_seen_where TEXT NOT NULL,
  -- Second answer: what lay with it that opens it.
  with_it TEXT NOT NULL CHECK (with_it IN ('nothing', 'passphrase', 'recovery-sheet', 'unknown')),
  -- Third answer: whether another copy exists beside the vault itself.
  has_other_copy INTEGER NOT NULL CHECK (has_other_copy IN (0, 1)),
  -- What the newest copy on it held, as far as is known: how many persons are concerned.
  last_copy_at INTEGER,
  patients INTEGER,
  -- When it came back. When the vault key was renewed since, former_key tells.
  found_at INTEGER
) STRICT, WITHOUT ROWID;
