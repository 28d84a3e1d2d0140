-- What a consultation writes lies close together. A snapshot copies every block of the file in which a page has changed, and a
-- year of monthly snapshots keeps each such block: dates in the patient's row, a second index by patient, and runs of edits
-- that had long ended made up a third of them.

DROP TRIGGER consultation_dates_inserted;
DROP TRIGGER consultation_dates_updated;
DROP TRIGGER consultation_dates_deleted;
DROP INDEX consultation_of_patient;
DROP INDEX consultation_of_any_patient;
DROP INDEX patient_by_touch;
-- Runs of edits end with the lock: they live in memory now (src/main/records/textHistory.ts).
DROP TABLE text_run;

-- Those of a patient, in their order; alone it answers how many are kept and which is the last.
CREATE INDEX consultation_of_patient ON consultation (patient_number, started_at, removed_at);

-- Last opening, change or consultation: the recent patients. 0 for one that came by an import and was never opened.
CREATE TABLE patient_touch (
  patient_number INTEGER PRIMARY KEY REFERENCES patient (number) ON DELETE CASCADE,
  touched_at INTEGER NOT NULL
) STRICT;

INSERT INTO patient_touch (patient_number, touched_at) SELECT number, touched_at FROM patient;

CREATE INDEX patient_by_touch ON patient_touch (touched_at);

CREATE TRIGGER consultation_touches_patient AFTER INSERT ON consultation BEGIN
  INSERT INTO patient_touch (patient_number, touched_at) VALUES (NEW.patient_number, NEW.started_at)
  ON CONFLICT DO UPDATE SET touched_at = max(touched_at, NEW.started_at);
END;

ALTER TABLE patient DROP COLUMN touched_at;
ALTER TABLE patient DROP COLUMN last_consultation_at;

DROP VIEW visible_patient;
DROP VIEW archived_patient;

CREATE VIEW visible_patient AS
SELECT
  *,
  (
    SELECT max(started_at) FROM consultation WHERE patient_number = patient.number AND removed_at IS NULL
  ) AS last_consultation_at
FROM patient
WHERE removed_at IS NULL AND archived_at IS NULL;

CREATE VIEW archived_patient AS
SELECT
  *,
  (
    SELECT max(started_at) FROM consultation WHERE patient_number = patient.number AND removed_at IS NULL
  ) AS last_consultation_at
FROM patient
WHERE removed_at IS NULL AND archived_at IS NOT NULL;
