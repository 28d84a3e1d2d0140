import { legalDay } from '../../shared/domain/legalDay.ts';
import { readPractice } from './settings.ts';
import type { Vault } from './vault.ts';

/** Today's civil date at the place of the practice. */
export function practiceToday(vault: Vault): string {
  return legalDay(vault.now(), readPractice(vault).timeZone);
}
