import type { Patient } from '../../shared/contract/patients.ts';
import { typedDate } from './frenchDates.ts';
import { html, type Html } from './html.ts';

/** Under the title: whose document it is. */
export function patientLine(patient: Patient): Html {
  const birth = patient.birthDate === null ? '' : `, ${bornOn(patient)} ${typedDate(patient.birthDate)}`;
  const birthName = patient.birthName === '' ? '' : ` (nom de naissance\u00a0: ${patient.birthName})`;
  return html`<p class="quiet">${patient.givenName} ${patient.familyName}${birthName}${birth}</p>`;
}

/** Head of the pages that follow; short, since it shares its line with nothing. */
export function runningName({ givenName, familyName, birthDate }: Patient): string {
  return birthDate === null ? `${givenName} ${familyName}` : `${givenName} ${familyName}, ${typedDate(birthDate)}`;
}

/** The vigilance flags that the practitioner wrote, one a line; null without any. */
export function alertBox({ alerts }: Patient): Html | null {
  if (alerts.trim() === '') return null;
  return html`<div class="flags"><strong>Vigilance</strong>${alerts.trim()}</div>`;
}

function bornOn({ sex }: Patient): string {
  if (sex === null) return 'né(e) le';
  return sex === 'female' ? 'née le' : 'né le';
}
