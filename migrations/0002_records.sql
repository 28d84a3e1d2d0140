-- Patients, consultations, their former texts, their bin, and what finds them.

-- Who a patient is and how to reach them: all that lists and searches read, in narrow rows.
-- `number` is for joins and for the search tables alone; it is never shown, since gaps would betray what is hidden.
CREATE TABLE patient (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  family_name TEXT NOT NULL,
  given_name TEXT NOT NULL,
  birth_name TEXT NOT NULL,
  birth_date TEXT,
  sex TEXT CHECK (sex IN ('female', 'male')),
  phone TEXT NOT NULL,
  mobile TEXT NOT NULL,
  email TEXT NOT NULL,
  postcode TEXT NOT NULL,
  city TEXT NOT NULL,
  alert_count INTEGER NOT NULL,
  -- Folded by src/shared/domain/name.ts: order of lists, and what the search reads (each word after a space).
  name_key TEXT NOT NULL,
  search_names TEXT NOT NULL,
  search_phones TEXT NOT NULL,
  search_city TEXT NOT NULL,
  -- Latest consultation that is not in the bin; kept by the triggers below.
  last_consultation_at INTEGER,
  -- Last opening, change or consultation: the recent patients. 0 for one that came by an import and was never opened.
  touched_at INTEGER NOT NULL,
  removed_at INTEGER,
  removal_reason TEXT,
  removed_by TEXT REFERENCES practitioner (id)
) STRICT;

CREATE INDEX patient_by_name ON patient (name_key) WHERE removed_at IS NULL;
CREATE INDEX patient_by_birth_date ON patient (birth_date) WHERE birth_date IS NOT NULL;
-- Birthdays: a birth date is found from its day and month on, while it is being typed.
CREATE INDEX patient_by_birthday ON patient (substr(birth_date, 6)) WHERE birth_date IS NOT NULL;
CREATE INDEX patient_by_email ON patient (lower(email)) WHERE email <> '';
CREATE INDEX patient_by_touch ON patient (touched_at);
CREATE INDEX patient_in_bin ON patient (removed_at) WHERE removed_at IS NOT NULL;

-- The rest of the file.
CREATE TABLE patient_detail (
  number INTEGER PRIMARY KEY REFERENCES patient (number) ON DELETE CASCADE,
  street TEXT NOT NULL,
  address_complement TEXT NOT NULL,
  commune_code TEXT,
  occupation TEXT NOT NULL,
  smoker INTEGER,
  laterality TEXT CHECK (laterality IN ('right', 'left', 'both')),
  doctor TEXT NOT NULL,
  hobbies TEXT NOT NULL,
  alerts TEXT NOT NULL,
  current_treatment TEXT NOT NULL,
  medical_history TEXT NOT NULL,
  surgical_history TEXT NOT NULL,
  family_history TEXT NOT NULL,
  trauma_history TEXT NOT NULL,
  medical_reports TEXT NOT NULL,
  -- Cells of another program's file that have no field yet: JSON [{label, value}].
  imported TEXT NOT NULL
) STRICT;

CREATE TABLE consultation (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  patient_number INTEGER NOT NULL REFERENCES patient (number),
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id),
  version INTEGER NOT NULL DEFAULT 1,
  started_at INTEGER NOT NULL,
  ended_at INTEGER CHECK (ended_at >= started_at),
  updated_at INTEGER NOT NULL,
  pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10),
  pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10),
  removed_at INTEGER,
  removal_reason TEXT,
  removed_by TEXT REFERENCES practitioner (id),
  motive TEXT NOT NULL,
  history TEXT NOT NULL,
  examination TEXT NOT NULL,
  orl TEXT NOT NULL,
  visceral TEXT NOT NULL,
  cardio_pulmonary TEXT NOT NULL,
  uro_gynaecological TEXT NOT NULL,
  peripheral TEXT NOT NULL,
  general_state TEXT NOT NULL,
  diagnosis TEXT NOT NULL,
  treatment TEXT NOT NULL,
  advice TEXT NOT NULL,
  imported TEXT NOT NULL
) STRICT;

CREATE INDEX consultation_of_patient ON consultation (patient_number, started_at) WHERE removed_at IS NULL;
CREATE INDEX consultation_of_any_patient ON consultation (patient_number);
CREATE INDEX consultation_by_start ON consultation (started_at);
CREATE INDEX consultation_left_open ON consultation (started_at) WHERE ended_at IS NULL AND removed_at IS NULL;
CREATE INDEX consultation_in_bin ON consultation (removed_at) WHERE removed_at IS NOT NULL;

-- A consultation that was written in the wrong file leaves its trace.
CREATE TABLE consultation_move (
  number INTEGER PRIMARY KEY,
  consultation_id TEXT NOT NULL,
  from_patient_id TEXT NOT NULL,
  to_patient_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  moved_at INTEGER NOT NULL,
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id)
) STRICT;

CREATE INDEX consultation_move_of ON consultation_move (consultation_id);

-- Former versions of every clinical text; `subject` is the id of a patient or of a consultation.
CREATE TABLE text_version (
  number INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  field TEXT NOT NULL,
  text TEXT NOT NULL,
  replaced_at INTEGER NOT NULL,
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id)
) STRICT;

CREATE INDEX text_version_of ON text_version (subject, field);

-- The run of edits that goes on in a text: the saves inside it keep no further version (src/main/records/textHistory.ts).
CREATE TABLE text_run (
  subject TEXT NOT NULL,
  field TEXT NOT NULL,
  practitioner_id TEXT NOT NULL,
  opening TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (subject, field)
) STRICT, WITHOUT ROWID;

-- The one place for what may be seen: every list, search, count and file reads these views, and all stand on
-- visible_patient. kept_consultation is for counting those of a patient who is seen already.
CREATE VIEW visible_patient AS SELECT * FROM patient WHERE removed_at IS NULL;

CREATE VIEW kept_consultation AS SELECT * FROM consultation WHERE removed_at IS NULL;

CREATE VIEW visible_consultation AS
SELECT
  kept_consultation.*,
  visible_patient.id AS patient_id,
  visible_patient.family_name,
  visible_patient.given_name,
  visible_patient.birth_date
FROM kept_consultation
JOIN visible_patient ON visible_patient.number = kept_consultation.patient_number;

-- The bin, which the same people may see.
CREATE VIEW removed_patient AS SELECT * FROM patient WHERE removed_at IS NOT NULL;

CREATE VIEW removed_consultation AS
SELECT
  consultation.*,
  visible_patient.id AS patient_id,
  visible_patient.family_name,
  visible_patient.given_name,
  visible_patient.birth_date
FROM consultation
JOIN visible_patient ON visible_patient.number = consultation.patient_number
WHERE consultation.removed_at IS NOT NULL;

CREATE TRIGGER consultation_dates_inserted AFTER INSERT ON consultation BEGIN
  UPDATE patient
  SET
    last_consultation_at = max(coalesce(last_consultation_at, 0), NEW.started_at),
    touched_at = max(touched_at, NEW.started_at)
  WHERE number = NEW.patient_number;
END;

CREATE TRIGGER consultation_dates_updated AFTER UPDATE OF patient_number, started_at, removed_at ON consultation BEGIN
  UPDATE patient
  SET last_consultation_at = (
    SELECT max(started_at) FROM consultation WHERE patient_number = patient.number AND removed_at IS NULL
  )
  WHERE number IN (OLD.patient_number, NEW.patient_number);
END;

CREATE TRIGGER consultation_dates_deleted AFTER DELETE ON consultation BEGIN
  UPDATE patient
  SET last_consultation_at = (
    SELECT max(started_at) FROM consultation WHERE patient_number = patient.number AND removed_at IS NULL
  )
  WHERE number = OLD.patient_number;
END;

-- Search. Triggers keep its indexes in step inside the very transaction of the change. What is in the bin stays
-- indexed and is left out by the views. A purge ends with FTS5's `rebuild`, which alone removes every rest of a word;
-- its `secure-delete` option would make each autosave rewrite some hundred pages and removes less.
-- pgsz: a leaf of the default 4050 bytes overflows SQLCipher's page (4096 less 80 reserved).

-- Any three letters or figures in a row, anywhere in a name, a phone number, a commune.
CREATE VIRTUAL TABLE patient_search USING fts5 (
  search_names,
  search_phones,
  search_city,
  content = 'patient',
  content_rowid = 'number',
  tokenize = 'trigram'
);
INSERT INTO patient_search (patient_search, rank) VALUES ('pgsz', 3950);

-- One or two letters or figures, for which the trigrams have no answer: the beginnings of words.
CREATE VIRTUAL TABLE patient_beginning USING fts5 (
  search_names,
  search_phones,
  content = 'patient',
  content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '1 2',
  detail = none,
  columnsize = 0
);
INSERT INTO patient_beginning (patient_beginning, rank) VALUES ('pgsz', 3950);

CREATE TRIGGER patient_search_inserted AFTER INSERT ON patient BEGIN
  INSERT INTO patient_search (rowid, search_names, search_phones, search_city)
  VALUES (NEW.number, NEW.search_names, NEW.search_phones, NEW.search_city);
  INSERT INTO patient_beginning (rowid, search_names, search_phones)
  VALUES (NEW.number, NEW.search_names, NEW.search_phones);
END;

CREATE TRIGGER patient_search_updated AFTER UPDATE OF search_names, search_phones, search_city ON patient BEGIN
  INSERT INTO patient_search (patient_search, rowid, search_names, search_phones, search_city)
  VALUES ('delete', OLD.number, OLD.search_names, OLD.search_phones, OLD.search_city);
  INSERT INTO patient_beginning (patient_beginning, rowid, search_names, search_phones)
  VALUES ('delete', OLD.number, OLD.search_names, OLD.search_phones);
  INSERT INTO patient_search (rowid, search_names, search_phones, search_city)
  VALUES (NEW.number, NEW.search_names, NEW.search_phones, NEW.search_city);
  INSERT INTO patient_beginning (rowid, search_names, search_phones)
  VALUES (NEW.number, NEW.search_names, NEW.search_phones);
END;

CREATE TRIGGER patient_search_deleted AFTER DELETE ON patient BEGIN
  INSERT INTO patient_search (patient_search, rowid, search_names, search_phones, search_city)
  VALUES ('delete', OLD.number, OLD.search_names, OLD.search_phones, OLD.search_city);
  INSERT INTO patient_beginning (patient_beginning, rowid, search_names, search_phones)
  VALUES ('delete', OLD.number, OLD.search_names, OLD.search_phones);
END;

-- Words of the notes. detail=none: which consultation a word is in, not where; found words are marked from the text.
CREATE VIRTUAL TABLE consultation_search USING fts5 (
  motive,
  history,
  examination,
  orl,
  visceral,
  cardio_pulmonary,
  uro_gynaecological,
  peripheral,
  general_state,
  diagnosis,
  treatment,
  advice,
  content = 'consultation',
  content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3',
  detail = none,
  columnsize = 0
);
INSERT INTO consultation_search (consultation_search, rank) VALUES ('pgsz', 3950);

CREATE TRIGGER consultation_search_inserted AFTER INSERT ON consultation BEGIN
  INSERT INTO consultation_search (
    rowid, motive, history, examination, orl, visceral, cardio_pulmonary, uro_gynaecological, peripheral,
    general_state, diagnosis, treatment, advice
  )
  VALUES (
    NEW.number, NEW.motive, NEW.history, NEW.examination, NEW.orl, NEW.visceral, NEW.cardio_pulmonary,
    NEW.uro_gynaecological, NEW.peripheral, NEW.general_state, NEW.diagnosis, NEW.treatment, NEW.advice
  );
END;

CREATE TRIGGER consultation_search_updated AFTER UPDATE OF
  motive, history, examination, orl, visceral, cardio_pulmonary, uro_gynaecological, peripheral,
  general_state, diagnosis, treatment, advice
ON consultation BEGIN
  INSERT INTO consultation_search (
    consultation_search, rowid, motive, history, examination, orl, visceral, cardio_pulmonary, uro_gynaecological,
    peripheral, general_state, diagnosis, treatment, advice
  )
  VALUES (
    'delete', OLD.number, OLD.motive, OLD.history, OLD.examination, OLD.orl, OLD.visceral, OLD.cardio_pulmonary,
    OLD.uro_gynaecological, OLD.peripheral, OLD.general_state, OLD.diagnosis, OLD.treatment, OLD.advice
  );
  INSERT INTO consultation_search (
    rowid, motive, history, examination, orl, visceral, cardio_pulmonary, uro_gynaecological, peripheral,
    general_state, diagnosis, treatment, advice
  )
  VALUES (
    NEW.number, NEW.motive, NEW.history, NEW.examination, NEW.orl, NEW.visceral, NEW.cardio_pulmonary,
    NEW.uro_gynaecological, NEW.peripheral, NEW.general_state, NEW.diagnosis, NEW.treatment, NEW.advice
  );
END;

CREATE TRIGGER consultation_search_deleted AFTER DELETE ON consultation BEGIN
  INSERT INTO consultation_search (
    consultation_search, rowid, motive, history, examination, orl, visceral, cardio_pulmonary, uro_gynaecological,
    peripheral, general_state, diagnosis, treatment, advice
  )
  VALUES (
    'delete', OLD.number, OLD.motive, OLD.history, OLD.examination, OLD.orl, OLD.visceral, OLD.cardio_pulmonary,
    OLD.uro_gynaecological, OLD.peripheral, OLD.general_state, OLD.diagnosis, OLD.treatment, OLD.advice
  );
END;
