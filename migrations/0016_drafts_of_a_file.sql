-- What is being typed about a patient goes with the file, also where the form began before the patient was chosen and
-- its key does not say whose it is.
CREATE TRIGGER draft_goes_with_its_file BEFORE DELETE ON patient BEGIN
  DELETE FROM draft WHERE key LIKE '%:' || OLD.id OR instr(value, OLD.id) > 0;
END;
