-- The store that the certificate was read for, as its address was when it was recorded: another host's is another certificate.
-- Null until an address is set up.
ALTER TABLE host_attestation ADD COLUMN store TEXT;
UPDATE host_attestation SET store = (SELECT endpoint FROM host_access);

-- Nothing reminds by it: the reminder stands among the duties.
ALTER TABLE host_attestation DROP COLUMN reminded_of;

-- When the host said that it erased the copies: until then it stays a processor, whether or not its keys are known (art. 28(3)(g) RGPD).
ALTER TABLE snapshot_target ADD COLUMN erased_at INTEGER;

-- Bytes of the packs that lay there after the last copy: a host is not asked each time that its card is looked at.
ALTER TABLE snapshot_target ADD COLUMN stored_bytes INTEGER;
