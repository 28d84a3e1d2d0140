-- Which former versions of a text were replaced after their consultation was finished: only these make it a corrected one.

-- Finished once and opened again: what is changed from then on corrects a finished consultation. `ended_at` cannot tell,
-- since opening it again empties it; one that has an end is known as finished without this.
ALTER TABLE consultation ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0 CHECK (reopened IN (0, 1));

-- Whether the consultation had been finished when this text was replaced; null for a text of the patient.
ALTER TABLE text_version ADD COLUMN was_finished INTEGER CHECK (was_finished IN (0, 1));

-- What is there already: the access log has the moment of each end, and nothing has ever expired in it so far. A
-- consultation without such an entry came finished from an import, or was never finished.
CREATE TEMPORARY TABLE first_end AS
SELECT object_id AS consultation_id, min(at) AS at FROM access_entry WHERE action = 'consultation-finished' GROUP BY 1;

UPDATE consultation SET reopened = 1 WHERE ended_at IS NULL AND id IN (SELECT consultation_id FROM first_end);

UPDATE text_version
SET was_finished = CASE
  WHEN subject IN (SELECT consultation_id FROM first_end) THEN
    replaced_at > (SELECT at FROM first_end WHERE consultation_id = subject)
  ELSE (SELECT ended_at IS NOT NULL FROM consultation WHERE id = subject)
END
WHERE subject IN (SELECT id FROM consultation);

DROP TABLE first_end;
