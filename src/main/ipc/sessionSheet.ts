import { randomInt } from 'node:crypto';
import type { RecoverySheet } from '../../shared/contract/vault.ts';
import { normaliseGroup, recoveryGroups, recoveryQr } from '../vault/recoveryCode.ts';
import { refuse } from '../vault/refusal.ts';

/** How many groups of the sheet are typed back before it counts. */
const ASKED_GROUPS = 2;

/** What is printed for a recovery code, with the groups to type back drawn at random. */
export function recoverySheet(code: Buffer, vaultId: string, date: string): RecoverySheet {
  const groups = recoveryGroups(code);
  return { groups, shortVaultId: shortVaultId(vaultId), date, qr: recoveryQr(code), asked: drawGroups(groups.length) };
}

/** Four characters that tell one's vaults apart and nothing else. */
export function shortVaultId(vaultId: string): string {
  return vaultId.slice(0, 4).toUpperCase();
}

function drawGroups(count: number): number[] {
  const left = Array.from({ length: count }, (_, index) => index);
  const drawn = Array.from({ length: ASKED_GROUPS }, () => left.splice(randomInt(left.length), 1)).flat();
  return drawn.sort((one, other) => one - other);
}

/** Refuses `recovery-groups-wrong` unless every group asked for was typed as it is printed. */
export function requireTypedBack(
  sheet: RecoverySheet,
  typed: readonly { readonly index: number; readonly text: string }[],
): void {
  const fits = sheet.asked.every((asked) => {
    const given = typed.find(({ index }) => index === asked);
    return given !== undefined && normaliseGroup(given.text) === sheet.groups[asked];
  });
  if (!fits) refuse({ code: 'recovery-groups-wrong' });
}
