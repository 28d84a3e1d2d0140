import type { ReactNode } from 'react';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { readPatientLine } from '../../../shared/domain/patientLine.ts';
import { formatPhone } from '../../../shared/domain/phone.ts';
import { patientLabels } from '../../../shared/french/fieldNames.ts';
import { Button } from '../../components/Button.tsx';
import { dateFaultSentence } from '../../components/dateFaultSentences.ts';
import { Tag } from '../../components/Tag.tsx';
import { TextField } from '../../components/TextField.tsx';
import { ageText, useToday } from '../../state/practiceTime.ts';
import type { LineChoices } from './lineFields.ts';
import styles from './NewPatient.module.css';
import type { NewPatientDraft } from './newPatientDraft.ts';

/** One line that says all; what was understood is shown under it, with the two ways in which it may be meant otherwise. */
export function PatientLineField({
  draft,
  onRead,
}: {
  readonly draft: NewPatientDraft;
  readonly onRead: (next: Partial<LineChoices & { readonly line: string }>) => void;
}): ReactNode {
  const today = useToday();
  const reading = readPatientLine(draft.line, today).birthDate;
  const otherCentury = reading?.ok === true ? reading.otherCentury : null;
  return (
    <>
      <TextField
        label="En une ligne"
        tall
        placeholder="Dupont Marie 12/03/1985 0612345678"
        hint="Nom, prénom, date de naissance, téléphone ou courriel, dans n’importe quel ordre."
        error={reading?.ok === false ? dateFaultSentence(reading) : undefined}
        value={draft.line}
        // An emptied line, or one typed over, is a new start: it is read by itself again.
        onChange={(line) => onRead(line.length <= 1 ? { line, isSwapped: false, isOtherCentury: false } : { line })}
        data-field="line"
      />
      {draft.line.trim() !== '' && (
        <div className={styles.understood}>
          <p className={styles.facts} role="status">
            {understood(draft, today).map(([name, value]) => (
              <Tag key={name}>
                {name} <strong>{value}</strong>
              </Tag>
            ))}
          </p>
          <p className="row">
            <Button size="sm" keys="F2" onClick={() => onRead({ isSwapped: !draft.isSwapped })}>
              Inverser nom et prénom
            </Button>
            {reading?.ok === true && otherCentury !== null && (
              <Button size="sm" keys="F4" onClick={() => onRead({ isOtherCentury: !draft.isOtherCentury })}>
                {`Plutôt ${(draft.isOtherCentury ? reading.date : otherCentury).slice(0, 4)}`}
              </Button>
            )}
          </p>
        </div>
      )}
    </>
  );
}

function understood(draft: NewPatientDraft, today: string): readonly (readonly [string, string])[] {
  const { birthDate } = draft;
  const age = ageText(birthDate, today);
  const all: readonly (readonly [string, string])[] = [
    ['Nom', draft.familyName],
    ['Prénom', draft.givenName],
    ['Nom de naissance', draft.birthName],
    ['Naissance', birthDate === null ? '' : `${formatDate(birthDate)}${age === null ? '' : `, ${age}`}`],
    [patientLabels.mobile, formatPhone(draft.mobile)],
    [patientLabels.phone, formatPhone(draft.phone)],
    ['Courriel', draft.email],
  ];
  return all.filter(([, value]) => value !== '');
}
