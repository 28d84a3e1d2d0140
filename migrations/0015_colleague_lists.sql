-- What lets a colleague's lists pass over the files of patients who never objected without looking each of them up.

-- 1 once the patient has objected to a colleague, and for good: whether the objection still holds is asked of it.
ALTER TABLE patient ADD COLUMN has_objected INTEGER NOT NULL DEFAULT 0 CHECK (has_objected IN (0, 1));

UPDATE patient SET has_objected = 1
WHERE number IN (SELECT patient_number FROM opposition WHERE recipient IN ('account', 'every-colleague'));

CREATE TRIGGER opposition_marks_its_file AFTER INSERT ON opposition
WHEN NEW.recipient IN ('account', 'every-colleague') BEGIN
  UPDATE patient SET has_objected = 1 WHERE number = NEW.patient_number;
END;

-- All that a list asks of each file that it passes over, without a look at the file itself.
DROP INDEX patient_by_name;

CREATE INDEX patient_by_name ON patient (name_key, has_objected) WHERE removed_at IS NULL AND archived_at IS NULL;

CREATE VIEW patient_total AS SELECT count(*) AS total FROM visible_patient;
