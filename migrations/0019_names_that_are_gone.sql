-- What names a file in another one, or in a register of the practice, goes with that file.

-- A consultation that was moved outlives a file that it was moved from or to: that there was a move, when and by whom stays
-- with it; the other file is no more named, and the reason, which may speak of it, is emptied.
CREATE TRIGGER move_forgets_its_file BEFORE DELETE ON patient BEGIN
  UPDATE consultation_move
  SET
    reason = '',
    from_patient_id = CASE from_patient_id WHEN OLD.id THEN '' ELSE from_patient_id END,
    to_patient_id = CASE to_patient_id WHEN OLD.id THEN '' ELSE to_patient_id END
  WHERE OLD.id IN (from_patient_id, to_patient_id);
END;

-- The same for one that comes back out of a copy.
CREATE TRIGGER move_names_no_gone_file AFTER INSERT ON consultation_move
WHEN NEW.from_patient_id NOT IN (SELECT id FROM patient) OR NEW.to_patient_id NOT IN (SELECT id FROM patient) BEGIN
  UPDATE consultation_move
  SET
    reason = '',
    from_patient_id = CASE WHEN from_patient_id IN (SELECT id FROM patient) THEN from_patient_id ELSE '' END,
    to_patient_id = CASE WHEN to_patient_id IN (SELECT id FROM patient) THEN to_patient_id ELSE '' END
  WHERE number = NEW.number;
END;

-- Files that were destroyed before this was so. Their rests are cleared as those of every erasure (src/main/records/erasure.ts).
INSERT INTO vault_value (key, value)
SELECT 'traces-to-clear', lower(hex(randomblob(16)))
WHERE EXISTS (
  SELECT 1 FROM consultation_move
  WHERE from_patient_id NOT IN (SELECT id FROM patient) OR to_patient_id NOT IN (SELECT id FROM patient)
)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;

UPDATE consultation_move
SET
  reason = '',
  from_patient_id = CASE WHEN from_patient_id IN (SELECT id FROM patient) THEN from_patient_id ELSE '' END,
  to_patient_id = CASE WHEN to_patient_id IN (SELECT id FROM patient) THEN to_patient_id ELSE '' END
WHERE from_patient_id NOT IN (SELECT id FROM patient) OR to_patient_id NOT IN (SELECT id FROM patient);

-- What was sent to the CNIL and what the register said stay as they are, but for the names that a purge takes out of them:
-- for that alone, and only inside its transaction, the value is there.
DROP TRIGGER breach_notice_stays;

CREATE TRIGGER breach_notice_stays BEFORE UPDATE OF
  number, id, breach_number, kind, sent_at, receipt, document_id, practitioner_id
ON breach_notice BEGIN
  SELECT raise(ABORT, 'a notice that was sent stays as it is');
END;

CREATE TRIGGER breach_notice_form_stays BEFORE UPDATE OF form ON breach_notice
WHEN NOT EXISTS (SELECT 1 FROM vault_value WHERE key = 'names-go-out') BEGIN
  SELECT raise(ABORT, 'a notice that was sent stays as it is');
END;

DROP TRIGGER register_version_stays;

CREATE TRIGGER register_version_stays BEFORE UPDATE OF number, at, document_id, practitioner_id ON register_version BEGIN
  SELECT raise(ABORT, 'a version of the register never changes');
END;

CREATE TRIGGER register_version_content_stays BEFORE UPDATE OF content ON register_version
WHEN NOT EXISTS (SELECT 1 FROM vault_value WHERE key = 'names-go-out') BEGIN
  SELECT raise(ABORT, 'a version of the register never changes');
END;
