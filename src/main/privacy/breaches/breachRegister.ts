import {
  breachContent,
  formSection,
  type Breach,
  type BreachContent,
  type BreachNotice,
  type BreachSummary,
} from '../../../shared/contract/breaches.ts';
import { breachClock, dutiesOfBreach, riskOfBreach } from '../../../shared/domain/breach.ts';
import { breachForm } from '../../../shared/french/breachForm.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { newId } from '../../vault/identifier.ts';
import { refuse } from '../../vault/refusal.ts';
import { readPractice } from '../../vault/settings.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';

/** What is known of a breach when it is noted; the rest is filled in under the clock. */
export type NewBreach = Pick<
  BreachContent,
  'title' | 'learntHow' | 'awareAt' | 'confidentiality' | 'integrity' | 'availability'
>;

/** Enters a breach into the internal register (article 33(5)) and returns its id. Refuses `date-in-the-future`. */
export function recordBreach(vault: Vault, known: NewBreach): string {
  if (known.awareAt > vault.now()) refuse({ code: 'date-in-the-future' });
  return insertBreach(vault, { ...UNANSWERED, ...known }, null);
}

/** The same for one that the program learns of by itself; call it where `lostKeyId` has no entry yet. */
export function insertBreach(vault: Vault, content: BreachContent, lostKeyId: string | null): string {
  const id = newId();
  vault.db.transaction(() => {
    statement(
      vault.db,
      'INSERT INTO breach (id, recorded_at, content, lost_key_id, practitioner_id) VALUES (?, ?, ?, ?, ?)',
    ).run(id, vault.now(), JSON.stringify(content), lostKeyId, vault.practitioner.id);
    logAccess(vault, { action: 'breach-recorded', objectId: id });
  })();
  return id;
}

/** As zod infers a partial object: a field may be there and undefined, which changes nothing. */
type Changes = { readonly [Key in keyof BreachContent]?: BreachContent[Key] | undefined };

/** Refuses `not-found`, `breach-closed` for one that is closed, and `date-in-the-future` for the awareness. */
export function saveBreach(vault: Vault, breachId: string, changes: Changes): void {
  vault.db.transaction(() => {
    const row = storedBreach(vault, breachId);
    if (row.closedAt !== null) refuse({ code: 'breach-closed' });
    if (changes.awareAt !== undefined && changes.awareAt > vault.now()) refuse({ code: 'date-in-the-future' });
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const content = breachContent.parse({ ...readContent(row), ...given });
    statement(vault.db, 'UPDATE breach SET content = ? WHERE id = ?').run(JSON.stringify(content), breachId);
    logAccess(vault, { action: 'breach-changed', objectId: breachId });
  })();
}

/** Closed with what is to be kept in mind. Refuses `not-found`, and `breach-to-notify` while the CNIL is to be told. */
export function closeBreach(vault: Vault, breachId: string, conclusion: string): void {
  vault.db.transaction(() => {
    const row = storedBreach(vault, breachId);
    const { clock } = toSummary(row, readContent(row), vault.now());
    if (clock.state === 'running' || clock.state === 'late') refuse({ code: 'breach-to-notify' });
    statement(vault.db, 'UPDATE breach SET closed_at = ?, conclusion = ? WHERE id = ?').run(
      vault.now(),
      conclusion,
      breachId,
    );
    logAccess(vault, { action: 'breach-closed', objectId: breachId });
  })();
}

/** Something more became known. Refuses `not-found`. */
export function reopenBreach(vault: Vault, breachId: string): void {
  vault.db.transaction(() => {
    storedBreach(vault, breachId);
    statement(vault.db, 'UPDATE breach SET closed_at = NULL WHERE id = ?').run(breachId);
    logAccess(vault, { action: 'breach-reopened', objectId: breachId });
  })();
}

/** Open ones first, then newest first. */
export function listBreaches(vault: Vault): BreachSummary[] {
  return statement<[], StoredBreach>(vault.db, `${SELECT_BREACH} ORDER BY closed_at IS NOT NULL, breach.number DESC`)
    .all()
    .map((row) => toSummary(row, readContent(row), vault.now()));
}

/** Refuses `not-found`. */
export function readBreach(vault: Vault, breachId: string): Breach {
  const row = storedBreach(vault, breachId);
  const content = readContent(row);
  const summary = toSummary(row, content, vault.now());
  const notices = listNotices(vault, row.number);
  return {
    summary,
    content,
    conclusion: row.conclusion,
    notices,
    form: breachForm({
      practice: readPractice(vault),
      number: row.number,
      content,
      risk: summary.risk,
      informsPersons: summary.informsPersons,
      informed: summary.informed,
      formerReceipts: notices.map(({ receipt }) => receipt),
      now: vault.now(),
    }),
  };
}

/** The row number of a breach, for what hangs on it. Refuses `not-found`. */
export function requireBreach(vault: Vault, breachId: string): number {
  return storedBreach(vault, breachId).number;
}

function listNotices(vault: Vault, breachNumber: number): BreachNotice[] {
  return statement<[number], Omit<BreachNotice, 'form'> & { form: string }>(
    vault.db,
    `SELECT id, kind, sent_at AS sentAt, receipt, form, document_id AS documentId
     FROM breach_notice WHERE breach_number = ? ORDER BY number`,
  )
    .all(breachNumber)
    .map((row) => ({ ...row, form: formSection.array().parse(JSON.parse(row.form)) }));
}

interface StoredBreach {
  readonly number: number;
  readonly id: string;
  readonly content: string;
  readonly lostKeyId: string | null;
  readonly closedAt: number | null;
  readonly conclusion: string;
  readonly firstSentAt: number | null;
  readonly listed: number;
  readonly informed: number;
}

const SELECT_BREACH = `SELECT breach.number, id, content, lost_key_id AS lostKeyId, closed_at AS closedAt, conclusion,
    (SELECT min(sent_at) FROM breach_notice WHERE breach_number = breach.number) AS firstSentAt,
    (SELECT count(*) FROM breach_person WHERE breach_number = breach.number) AS listed,
    (SELECT count(informed_at) FROM breach_person WHERE breach_number = breach.number) AS informed
  FROM breach`;

function storedBreach(vault: Vault, breachId: string): StoredBreach {
  const row = statement<[string], StoredBreach>(vault.db, `${SELECT_BREACH} WHERE id = ?`).get(breachId);
  return row ?? refuse({ code: 'not-found', what: 'breach' });
}

function readContent({ content }: StoredBreach): BreachContent {
  return breachContent.parse(JSON.parse(content));
}

function toSummary(row: StoredBreach, content: BreachContent, now: number): BreachSummary {
  const risk = content.ownRisk ?? riskOfBreach(content, content);
  const { notifiesAuthority, informsPersons } = dutiesOfBreach(risk, content.exemption);
  return {
    id: row.id,
    number: row.number,
    title: content.title,
    awareAt: content.awareAt,
    risk,
    clock: breachClock(content.awareAt, notifiesAuthority, row.firstSentAt, now),
    informsPersons,
    listed: row.listed,
    informed: row.informed,
    closedAt: row.closedAt,
    isLostKey: row.lostKeyId !== null,
  };
}

/** Nothing is answered yet: the risk counts as high. */
export const UNANSWERED: Omit<BreachContent, keyof NewBreach> = {
  facts: '',
  startedOn: null,
  endedOn: null,
  isUnreadable: null,
  data: null,
  reader: null,
  recovery: null,
  isGrave: null,
  ownRisk: null,
  ownRiskReason: '',
  exemption: 'none',
  exemptionReason: '',
  dataKinds: [],
  personKinds: [],
  persons: null,
  records: null,
  consequences: '',
  measuresBefore:
    'Dossiers tenus dans un coffre chiffré (AES-256), ouvert par une phrase de passe. Verrouillage automatique, journal d’accès enchaîné, sauvegardes chiffrées et relues.',
  measuresTaken: '',
  advice: '',
  delayReason: '',
  lessons: '',
};
