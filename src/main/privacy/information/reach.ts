import type { Practice } from '../../../shared/contract/settings.ts';

/** How to reach the practice, the easiest way first. */
export function reachOf({ email, phone, street, postcode, city }: Practice): string {
  return [email, phone, street === '' ? '' : `${street}, ${postcode} ${city}`].filter((way) => way !== '').join(' · ');
}

/** Whom it is from: "Camille Ferrand, Cabinet des Tilleuls". */
export function controllerOf({ practitionerName, practiceName }: Practice): string {
  return [practitionerName, practiceName].filter((name) => name !== '').join(', ');
}
