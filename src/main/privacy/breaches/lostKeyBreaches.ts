import type { BreachContent } from '../../../shared/contract/breaches.ts';
import type { LostKey } from '../../../shared/contract/lostKeys.ts';
import { lostKeyReasoning } from '../../../shared/french/lostKeyReasoning.ts';
import { readPractice } from '../../vault/settings.ts';
import { statement } from '../../vault/statements.ts';
import type { Vault } from '../../vault/vault.ts';
import { closeBreach, insertBreach, UNANSWERED } from './breachRegister.ts';

/**
 * Enters each lost key that the internal register does not have yet (article 33(5)). One that nothing opens is closed at
 * once with its reasoning, article 34(3)(a); for any other the 72 hours run.
 */
export function enterLostKeys(vault: Vault, keys: readonly LostKey[]): void {
  const known = new Set(
    statement<[], { lostKeyId: string }>(
      vault.db,
      'SELECT lost_key_id AS lostKeyId FROM breach WHERE lost_key_id IS NOT NULL',
    )
      .all()
      .map(({ lostKeyId }) => lostKeyId),
  );
  const missing = keys.filter(({ id }) => !known.has(id)).toReversed();
  vault.db.transaction(() => {
    for (const lost of missing) enterLostKey(vault, lost);
  })();
}

function enterLostKey(vault: Vault, lost: LostKey): void {
  const reasoning = lostKeyReasoning(lost, readPractice(vault).timeZone);
  const id = insertBreach(
    vault,
    contentOf(
      lost,
      reasoning.steps.map(({ text }) => text),
    ),
    lost.id,
  );
  if (!reasoning.isUrgent)
    closeBreach(vault, id, [reasoning.conclusion, ...reasoning.steps.map(({ text }) => text)].join('\n'));
}

function contentOf(lost: LostKey, steps: readonly string[]): BreachContent {
  return {
    ...UNANSWERED,
    title: `Perte de la sauvegarde ${lost.label}`,
    facts: steps[0] ?? '',
    learntHow: 'Clé introuvable, perte déclarée dans le logiciel',
    awareAt: lost.reportedAt,
    startedOn: lost.lastSeenOn,
    confidentiality: true,
    integrity: false,
    availability: false,
    isUnreadable: lost.withIt === 'unknown' ? null : lost.withIt === 'nothing',
    data: 'health',
    reader: 'anybody',
    recovery: 'in-time',
    isGrave: null,
    dataKinds: lost.patients > 0 ? ['identity', 'contact', 'health'] : [],
    personKinds: lost.patients > 0 ? ['patients'] : [],
    persons: lost.patients,
    records: null,
    measuresTaken: lost.madeWorthlessAt === null ? '' : 'Les accès du coffre ont été renouvelés depuis.',
  };
}
