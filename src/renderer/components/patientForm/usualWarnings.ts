import type { PatientFields } from '../../../shared/contract/patients.ts';
import { normalisePhone } from '../../../shared/domain/phone.ts';

/** What looks like a slip of the keyboard in a contact: said in amber, never refused. */
export function usualWarnings(values: Pick<PatientFields, 'mobile' | 'phone' | 'email'>): {
  readonly mobile: string | undefined;
  readonly phone: string | undefined;
  readonly email: string | undefined;
} {
  return { mobile: phoneWarning(values.mobile), phone: phoneWarning(values.phone), email: emailWarning(values.email) };
}

function phoneWarning(typed: string): string | undefined {
  // While fewer digits than a whole number are there, it is being typed.
  const digits = typed.replace(/\D/g, '').length;
  if (digits < 10 && /^[\d\s.+()-]*$/.test(typed)) return undefined;
  return normalisePhone(typed) === null ? 'Ce numéro semble inexact. Comparez-le.' : undefined;
}

function emailWarning(typed: string): string | undefined {
  if (typed === '' || !typed.includes('@')) return typed.includes(' ') ? 'Cette adresse semble inexacte.' : undefined;
  return /^[^\s@]+@[^\s@]*$/.test(typed) ? undefined : 'Cette adresse semble inexacte. Vérifiez-la.';
}
