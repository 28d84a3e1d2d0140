import { createHash } from 'node:crypto';
import type {
  InformationLanguage,
  InformationPaper,
  InformationPaperKind,
} from '../../../shared/contract/information.ts';
import { informationLanguage, informationPaperKind } from '../../../shared/contract/information.ts';
import { logAccess } from '../../vault/accessLog.ts';
import { listAccounts } from '../../vault/accounts.ts';
import { readPractice } from '../../vault/settings.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { processingHost } from '../../snapshots/hosting/processingHost.ts';
import { isNirUsed } from '../nir.ts';
import { readConsentsInForce } from '../register/facts.ts';
import { listOwnActivities, ownTextKey, readOwnTexts } from '../register/ownTexts.ts';
import { lastRegisterVersion } from '../register/registerVersions.ts';
import { readRecentUsage } from '../register/usage.ts';
import { readRetentionRule } from '../retention/retentionRule.ts';
import type { NoticeFacts } from './notice.ts';
import { noticeIn } from './noticeTexts.ts';

/** What a poster or a leaflet is drawn from. */
export interface InformationPaperFacts {
  readonly language: InformationLanguage;
  readonly notice: NoticeFacts;
  readonly version: number;
  /** Civil date. */
  readonly day: string;
}

/** What the notice says now: the register's own facts and texts. */
export function readNoticeFacts(vault: Vault): NoticeFacts {
  const texts = readOwnTexts(vault);
  return {
    practice: readPractice(vault),
    dpo: oneLine(texts.get(ownTextKey('common', 'dpo'))),
    retention: readRetentionRule(vault),
    usage: { ...readRecentUsage(vault), ...lastRegisterVersion(vault)?.usage },
    usesNir: isNirUsed(vault),
    hasColleagues: listAccounts(vault).some(({ isOpen }) => isOpen),
    hostName: processingHost(vault)?.hostName ?? null,
    consents: readConsentsInForce(vault).map(({ kind, purpose }) => ({ kind, name: purpose })),
    otherPurposes: listOwnActivities(vault)
      .map(({ id, title }) => ({ title, purposes: oneLine(texts.get(ownTextKey(id, 'purposes'))) }))
      .filter(({ purposes }) => purposes !== ''),
  };
}

function oneLine(text = ''): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Of all that the notice says, in both languages: two papers of one digest say the same. */
export function noticeDigest(facts: NoticeFacts): string {
  const said = [facts.practice.website, noticeIn('fr', facts).sections, noticeIn('en', facts).sections];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

interface StoredPaper {
  readonly documentId: string;
  readonly kind: string;
  readonly language: string;
  readonly version: number;
  readonly digest: string;
  readonly at: number;
}

/** Those that were made, newest first. */
export function listInformationPapers(vault: Vault, digest: string): InformationPaper[] {
  return statement<[], StoredPaper>(
    vault.db,
    `SELECT document_id AS documentId, kind, language, version, digest, at FROM information_paper
     ORDER BY at DESC, version DESC, kind`,
  )
    .all()
    .map(({ kind, language, digest: own, ...paper }) => ({
      ...paper,
      kind: informationPaperKind.parse(kind),
      language: informationLanguage.parse(language),
      isCurrent: own === digest,
    }));
}

/** The version of a text with this digest: the one that it has, or the next. */
export function versionOfDigest(vault: Vault, digest: string): number {
  const row = statement<[{ digest: string }], { version: number }>(
    vault.db,
    `SELECT coalesce(
       (SELECT version FROM information_paper WHERE digest = @digest LIMIT 1),
       (SELECT max(version) FROM information_paper) + 1, 1) AS version`,
  ).get({ digest });
  return row?.version ?? 1;
}

/** Writes a paper down; call it inside the transaction that keeps its document. */
export function recordInformationPaper(
  vault: Vault,
  paper: {
    readonly documentId: string;
    readonly kind: InformationPaperKind;
    readonly language: InformationLanguage;
    readonly version: number;
    readonly digest: string;
  },
): void {
  const { documentId, kind, language, version, digest } = paper;
  statement(
    vault.db,
    'INSERT INTO information_paper (document_id, kind, language, version, digest, at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(documentId, kind, language, version, digest, vault.now());
  logAccess(vault, { action: 'notice-made', objectId: documentId, facts: { version } });
}
