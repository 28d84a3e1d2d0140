-- What may not be destroyed by whatever way: a file under limitation (art. 18 RGPD), and one held for a litigation.
CREATE VIEW kept_file AS
SELECT patient_number FROM frozen_file
UNION
SELECT patient_number FROM litigation_hold WHERE ended_at IS NULL;

-- A limitation freezes the social-security number, too.
CREATE TRIGGER frozen_nir_not_added BEFORE INSERT ON patient_nir
WHEN NEW.patient_number IN (SELECT patient_number FROM frozen_file) BEGIN
  SELECT raise(ABORT, 'file-frozen');
END;

CREATE TRIGGER frozen_nir_stays BEFORE UPDATE ON patient_nir
WHEN OLD.patient_number IN (SELECT patient_number FROM frozen_file) BEGIN
  SELECT raise(ABORT, 'file-frozen');
END;

CREATE TRIGGER frozen_nir_is_kept BEFORE DELETE ON patient_nir
WHEN OLD.patient_number IN (SELECT patient_number FROM frozen_file) BEGIN
  SELECT raise(ABORT, 'file-frozen');
END;

-- Why a file was taken back out of the archive. Not in the access log, whose chain outlives a purge: this goes with the file.
CREATE TABLE file_taken_back (
  number INTEGER PRIMARY KEY,
  patient_number INTEGER NOT NULL REFERENCES patient (number) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  taken_back_at INTEGER NOT NULL
) STRICT;

CREATE INDEX file_taken_back_of_patient ON file_taken_back (patient_number);
