import type { Patient } from '../../shared/contract/patients.ts';
import { ageOn, formatAge } from '../../shared/domain/age.ts';
import { bornOn } from '../../shared/domain/born.ts';
import { formatDate } from '../../shared/domain/dateText.ts';
import { html, type Html } from './html.ts';

/** Under the title: whose document it is, with the age on the day that it speaks of. */
export function patientLine(patient: Patient, day: string): Html {
  const birthName = patient.birthName === '' ? '' : ` (nom de naissance\u00a0: ${patient.birthName})`;
  return html`<p class="quiet">${patient.givenName} ${patient.familyName}${birthName}${birthAndAge(patient, day)}</p>`;
}

/** Head of the pages that follow; short, since it shares its line with nothing. */
export function runningName({ givenName, familyName, birthDate }: Patient): string {
  return birthDate === null ? `${givenName} ${familyName}` : `${givenName} ${familyName}, ${formatDate(birthDate)}`;
}

/** The vigilance flags that the practitioner wrote, one a line; null without any. */
export function alertBox({ alerts }: Patient): Html | null {
  if (alerts.trim() === '') return null;
  return html`<div class="flags"><strong>Vigilance</strong>${alerts.trim()}</div>`;
}

function birthAndAge({ birthDate, sex }: Patient, day: string): string {
  if (birthDate === null) return '';
  const age = ageOn(birthDate, day);
  return `, ${bornOn(sex, birthDate)}${age === null ? '' : `, ${formatAge(age)}`}`;
}
