import type { PatientFields } from '../../../shared/contract/patients.ts';
import { readPatientLine, swapNames } from '../../../shared/domain/patientLine.ts';
import { isMobilePhone } from '../../../shared/domain/phone.ts';

/** How the person had the line read otherwise than by itself. */
export interface LineChoices {
  readonly isSwapped: boolean;
  readonly isOtherCentury: boolean;
}

/** What one line fills of the form. */
export type LineFields = Pick<
  PatientFields,
  'familyName' | 'givenName' | 'birthName' | 'sex' | 'birthDate' | 'mobile' | 'phone' | 'email'
>;

/** Reads the line into the form's fields, with the person's choices. */
export function lineFields(line: string, choices: LineChoices, today: string): LineFields {
  const read = readPatientLine(line, today);
  const { familyName, givenName, birthName, sex, birthDate, phones, email } = choices.isSwapped
    ? swapNames(read)
    : read;
  return {
    familyName,
    givenName,
    birthName,
    sex,
    birthDate: birthDate?.ok ? ((choices.isOtherCentury ? birthDate.otherCentury : null) ?? birthDate.date) : null,
    mobile: phones.find(isMobilePhone) ?? '',
    phone: phones.find((phone) => !isMobilePhone(phone)) ?? '',
    email,
  };
}

/**
 * What changes in the form when the line, or how it is read, changes: only the fields that still hold what the line gave.
 * What was typed into a field by hand stays.
 */
export function followLine(
  draft: LineFields & LineChoices & { readonly line: string },
  next: LineChoices & { readonly line: string },
  today: string,
): LineChoices & { readonly line: string } & Partial<LineFields> {
  const before = lineFields(draft.line, draft, today);
  const after = lineFields(next.line, next, today);
  const kept = Object.fromEntries(
    Object.entries(after).filter(([field]) => isLineField(field, before) && Object.is(draft[field], before[field])),
  );
  return { ...next, ...kept };
}

function isLineField(field: string, fields: LineFields): field is keyof LineFields {
  return Object.hasOwn(fields, field);
}
