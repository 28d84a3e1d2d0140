import type { DocumentKind, KeptDocument, MediaType } from '../../shared/contract/documents.ts';
import { documentKind, mediaType } from '../../shared/contract/documents.ts';
import type { Paper } from '../printing/paper.ts';
import { requirePatient } from '../records/visiblePatient.ts';
import { newId } from '../vault/identifier.ts';
import { refuse } from '../vault/refusal.ts';
import { statement } from '../vault/statements.ts';
import type { Vault } from '../vault/vault.ts';

/** A document of more than this is refused: a scan of some pages is far below. */
export const DOCUMENT_LIMIT_BYTES = 25 * 1_048_576;

const PART_BYTES = 262_144;

export interface NewDocument {
  readonly kind: DocumentKind;
  /** Shown in lists; also the suggested file name where no patient is named in it. */
  readonly title: string;
  readonly mediaType: MediaType;
  readonly bytes: Uint8Array;
  readonly patientId?: string;
  readonly subject?: string;
  /** What it was drawn from, for printing it again; none for a scan. */
  readonly paper?: Paper;
}

/**
 * Keeps a document as it is now and returns its id; call it inside the transaction of what it belongs to.
 * Refuses `file-too-large`, and `not-found` where the patient may not be seen; a letter that the law owes a person is kept
 * in a file in the archive or in the bin, too.
 */
export function keepDocument(vault: Vault, document: NewDocument): string {
  if (document.bytes.length > DOCUMENT_LIMIT_BYTES) refuse({ code: 'file-too-large' });
  const id = newId();
  vault.db.transaction(() => {
    const { lastInsertRowid } = statement(
      vault.db,
      `INSERT INTO kept_document
         (id, kind, title, media_type, size, patient_number, subject, paper, created_at, practitioner_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      id,
      document.kind,
      document.title,
      document.mediaType,
      document.bytes.length,
      document.patientId === undefined ? null : numberOf(vault, document.kind, document.patientId),
      document.subject ?? null,
      document.paper === undefined ? null : JSON.stringify(document.paper),
      vault.now(),
      vault.practitioner.id,
    );
    keepParts(vault, lastInsertRowid, document.bytes);
  })();
  return id;
}

/** A paper of the practice, which is nobody's. */
export interface PracticePaper {
  readonly number: number;
  readonly kind: DocumentKind;
  readonly paper: Paper;
}

/** Those that can be drawn again: no scan. */
export function listPracticePapers(vault: Vault): PracticePaper[] {
  return statement<[], Pick<StoredDocument, 'number' | 'kind'> & { readonly paper: string }>(
    vault.db,
    'SELECT number, kind, paper FROM kept_document WHERE patient_number IS NULL AND paper IS NOT NULL',
  )
    .all()
    .map(({ number, kind, paper }) => ({ number, kind: documentKind.parse(kind), paper: storedPaper(paper) }));
}

/** Puts a paper that was drawn anew in the place of what it was; its day and what it belongs to stay. */
export function replacePaper(vault: Vault, number: number, paper: Paper, bytes: Uint8Array): void {
  statement(vault.db, 'UPDATE kept_document SET paper = ?, size = ? WHERE number = ?').run(
    JSON.stringify(paper),
    bytes.length,
    number,
  );
  statement(vault.db, 'DELETE FROM kept_document_part WHERE document_number = ?').run(number);
  keepParts(vault, number, bytes);
}

/** Owed to a person, whatever became of the file since. */
const LETTERS: readonly DocumentKind[] = ['answer', 'refusal', 'proof-of-sending', 'breach-letter'];

function numberOf(vault: Vault, kind: DocumentKind, patientId: string): number {
  if (vault.practitioner.role !== 'titular' || !LETTERS.includes(kind)) return requirePatient(vault, patientId);
  const row = statement<[string], { number: number }>(vault.db, 'SELECT number FROM patient WHERE id = ?').get(
    patientId,
  );
  return row?.number ?? refuse({ code: 'not-found', what: 'patient' });
}

/**
 * A colleague reads what belongs to a file that the view lets through: the practice's own papers count all files, those of who
 * objected included. The titular reads all of it, and the letters of files in the archive or in the bin.
 */
function readableBy({ practitioner }: Vault): string {
  if (practitioner.role !== 'titular') return '(SELECT * FROM visible_document WHERE patient_number IS NOT NULL)';
  return `(SELECT * FROM visible_document
     UNION ALL SELECT kept_document.*, patient.id FROM kept_document JOIN patient ON patient.number = patient_number
     WHERE (removed_at IS NOT NULL OR archived_at IS NOT NULL) AND kind IN (${LETTERS.map((kind) => `'${kind}'`).join(', ')}))`;
}

function keepParts(vault: Vault, documentNumber: number | bigint, bytes: Uint8Array): void {
  const insert = statement(vault.db, 'INSERT INTO kept_document_part (document_number, place, bytes) VALUES (?, ?, ?)');
  for (let start = 0, place = 0; start < bytes.length; start += PART_BYTES, place += 1)
    insert.run(documentNumber, place, bytes.subarray(start, start + PART_BYTES));
}

export interface WantedDocuments {
  readonly kind: DocumentKind | null;
  readonly patientId: string | null;
  readonly subject: string | null;
}

/** Those that may be seen and fit every filter that is not null; newest first. */
export function listDocuments(vault: Vault, wanted: WantedDocuments): KeptDocument[] {
  return statement<[WantedDocuments], StoredDocument>(
    vault.db,
    `${SELECT_DOCUMENT} ${readableBy(vault)}
     WHERE (@kind IS NULL OR kind = @kind) AND (@patientId IS NULL OR patient_id = @patientId)
       AND (@subject IS NULL OR subject = @subject)
     ORDER BY created_at DESC, number DESC`,
  )
    .all(wanted)
    .map(toDocument);
}

/** Refuses `not-found` for one that is not there or may not be seen. */
export function readDocument(vault: Vault, documentId: string): KeptDocument {
  return toDocument(storedDocument(vault, documentId));
}

/** The bytes as they were kept; refuses as {@link readDocument}. */
export function readDocumentBytes(vault: Vault, documentId: string): Buffer {
  const { number } = storedDocument(vault, documentId);
  const parts = statement<[number], { bytes: Buffer }>(
    vault.db,
    'SELECT bytes FROM kept_document_part WHERE document_number = ? ORDER BY place',
  ).all(number);
  return Buffer.concat(parts.map(({ bytes }) => bytes));
}

/** What a paper of ours is printed again from; null for a scan. Refuses as {@link readDocument}. */
export function readDocumentPaper(vault: Vault, documentId: string): Paper | null {
  const { paper } = storedDocument(vault, documentId);
  return paper === null ? null : storedPaper(paper);
}

function storedPaper(text: string): Paper {
  // Written by `keepDocument` and `replacePaper` alone, inside the vault.
  return JSON.parse(text) as Paper;
}

interface StoredDocument {
  readonly number: number;
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly mediaType: string;
  readonly size: number;
  readonly patientId: string | null;
  readonly subject: string | null;
  readonly paper: string | null;
  readonly createdAt: number;
}

const SELECT_DOCUMENT = `SELECT number, id, kind, title, media_type AS mediaType, size, patient_id AS patientId,
       subject, paper, created_at AS createdAt
     FROM`;

function storedDocument(vault: Vault, documentId: string): StoredDocument {
  const row = statement<[string], StoredDocument>(vault.db, `${SELECT_DOCUMENT} ${readableBy(vault)} WHERE id = ?`).get(
    documentId,
  );
  return row ?? refuse({ code: 'not-found', what: 'document' });
}

function toDocument(stored: StoredDocument): KeptDocument {
  const { id, title, size, patientId, subject, createdAt } = stored;
  return {
    id,
    title,
    size,
    patientId,
    subject,
    createdAt,
    kind: documentKind.parse(stored.kind),
    mediaType: mediaType.parse(stored.mediaType),
    isPrintable: stored.paper !== null,
  };
}
