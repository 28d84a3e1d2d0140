-- Requests of persons about their data, and files that are frozen.

-- A request stays as the proof that it was answered, after its file is destroyed without a word of whose it was.
CREATE TABLE person_request (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('access', 'rectification', 'erasure', 'limitation', 'portability', 'opposition')),
  received_at INTEGER NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('spoken', 'letter', 'email', 'telephone', 'form')),
  -- Null for somebody who has no file here, and once the file is destroyed.
  patient_number INTEGER REFERENCES patient (number) ON DELETE SET NULL,
  -- 1 once the file that it was about is destroyed: its name is nowhere any more.
  unnamed INTEGER NOT NULL DEFAULT 0 CHECK (unnamed IN (0, 1)),
  quality TEXT NOT NULL
    CHECK (quality IN ('person', 'parent', 'guardian', 'heir', 'spouse', 'partner', 'mandated')),
  -- Who asks, where it is not the patient.
  requester_name TEXT NOT NULL,
  -- What is asked, in the person's own words.
  wish TEXT NOT NULL,
  purpose TEXT CHECK (purpose IN ('cause-of-death', 'memory', 'rights')),
  minor_objects INTEGER NOT NULL CHECK (minor_objects IN (0, 1)),
  deceased_objected INTEGER NOT NULL CHECK (deceased_objected IN (0, 1)),
  -- What was shown, without a number of it.
  identity_proof TEXT NOT NULL DEFAULT '',
  identity_checked_at INTEGER,
  extension_reason TEXT NOT NULL DEFAULT '',
  extended_at INTEGER,
  outcome TEXT CHECK (outcome IN ('granted', 'refused', 'withdrawn')),
  answer TEXT NOT NULL DEFAULT '',
  answered_at INTEGER,
  sent_by TEXT CHECK (sent_by IN ('by-hand', 'post', 'registered-post', 'email', 'secure-message')),
  proof_of_sending TEXT NOT NULL DEFAULT '',
  -- From then on it is closed.
  sent_at INTEGER,
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id)
) STRICT;

CREATE INDEX person_request_of_patient ON person_request (patient_number) WHERE patient_number IS NOT NULL;
CREATE INDEX person_request_open ON person_request (received_at) WHERE sent_at IS NULL;

-- What was done for it, step by step; never changed.
CREATE TABLE person_request_event (
  number INTEGER PRIMARY KEY,
  request_number INTEGER NOT NULL REFERENCES person_request (number),
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  detail TEXT NOT NULL,
  practitioner_id TEXT NOT NULL REFERENCES practitioner (id)
) STRICT;

CREATE INDEX person_request_event_of ON person_request_event (request_number);

-- Limitation (art. 18 RGPD): while one goes on, nothing of the file is changed or destroyed.
CREATE TABLE file_freeze (
  number INTEGER PRIMARY KEY,
  patient_number INTEGER NOT NULL REFERENCES patient (number) ON DELETE CASCADE,
  request_id TEXT NOT NULL,
  ground TEXT NOT NULL CHECK (ground IN ('contested', 'unlawful', 'needed-by-person', 'objected')),
  since INTEGER NOT NULL,
  ended_at INTEGER,
  end_reason TEXT NOT NULL DEFAULT '',
  -- How the person was told before the end (art. 18(3)).
  end_channel TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX file_freeze_of_patient ON file_freeze (patient_number);
CREATE UNIQUE INDEX file_freeze_going_on ON file_freeze (patient_number) WHERE ended_at IS NULL;

CREATE VIEW frozen_file AS SELECT patient_number FROM file_freeze WHERE ended_at IS NULL;

-- A limitation is enforced here, under every write whatever its way: typing, import, move, bin, bringing back, purge.
-- Not kept off: what the opening of a file notes, the archive, which stores alone, and what belongs to a request.
CREATE TRIGGER frozen_patient_stays BEFORE UPDATE OF
  family_name, given_name, birth_name, birth_date, sex, phone, mobile, email, postcode, city, alert_count,
  removed_at, removal_reason, death_date
ON patient WHEN OLD.number IN (SELECT patient_number FROM frozen_file) BEGIN
  SELECT raise(ABORT, 'file-frozen');
END;

CREATE TRIGGER frozen_patient_is_kept BEFORE DELETE ON patient
WHEN OLD.number IN (SELECT patient_number FROM frozen_file) BEGIN
  SELECT raise(ABORT, 'file-frozen');
END;

CREATE TRIGGER frozen_detail_stays BEFORE UPDATE ON patient_detail
WHEN OLD.number IN (SELECT patient_number FROM frozen_file) BEGIN
  SELECT raise(ABORT, 'file-frozen');
END;

CREATE TRIGGER frozen_consultation_not_added BEFORE INSERT ON consultation
WHEN NEW.patient_number IN (SELECT patient_number FROM frozen_file) BEGIN
  SELECT raise(ABORT, 'file-frozen');
END;

CREATE TRIGGER frozen_consultation_stays BEFORE UPDATE ON consultation
WHEN OLD.patient_number IN (SELECT patient_number FROM frozen_file)
  OR NEW.patient_number IN (SELECT patient_number FROM frozen_file) BEGIN
  SELECT raise(ABORT, 'file-frozen');
END;

CREATE TRIGGER frozen_consultation_is_kept BEFORE DELETE ON consultation
WHEN OLD.patient_number IN (SELECT patient_number FROM frozen_file) BEGIN
  SELECT raise(ABORT, 'file-frozen');
END;

CREATE TRIGGER frozen_document_stays BEFORE UPDATE ON kept_document
WHEN OLD.patient_number IN (SELECT patient_number FROM frozen_file) BEGIN
  SELECT raise(ABORT, 'file-frozen');
END;

CREATE TRIGGER frozen_document_is_kept BEFORE DELETE ON kept_document
WHEN OLD.patient_number IN (SELECT patient_number FROM frozen_file) BEGIN
  SELECT raise(ABORT, 'file-frozen');
END;

-- Papers that the rights themselves make are still added: the request, its answer, an objection, a withdrawal.
CREATE TRIGGER frozen_document_not_added BEFORE INSERT ON kept_document
WHEN NEW.patient_number IN (SELECT patient_number FROM frozen_file)
  AND NEW.kind NOT IN ('request', 'answer', 'refusal', 'proof-of-sending', 'opposition', 'consent', 'breach-letter') BEGIN
  SELECT raise(ABORT, 'file-frozen');
END;

-- Whatever destroys a file takes the names out of its requests, too.
CREATE TRIGGER request_outlives_its_file BEFORE DELETE ON patient BEGIN
  UPDATE person_request_event SET detail = ''
  WHERE request_number IN (SELECT number FROM person_request WHERE patient_number = OLD.number);
  UPDATE person_request
  SET unnamed = 1, requester_name = '', wish = '', identity_proof = '', extension_reason = '', answer = '',
    proof_of_sending = ''
  WHERE patient_number = OLD.number;
END;
