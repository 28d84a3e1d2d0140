import type { DateRules } from '../../../shared/domain/civilDate.ts';

/** A birth date may be known in part, and has been. */
export function birthDateRules(today: string): DateRules {
  return { today, partial: true, past: true };
}
