import { useState, type ReactNode } from 'react';
import type { Practice } from '../../../shared/contract/settings.ts';
import {
  checkAdeli,
  checkPostcode,
  checkRpps,
  checkSiret,
  type IdentifierWarning,
} from '../../../shared/domain/identifiers.ts';
import { Card } from '../../components/Card.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TextField } from '../../components/TextField.tsx';
import grid from '../../components/formGrid.module.css';
import { useContractQuery } from '../../queries.ts';
import { useRecordEditor } from '../../state/useRecordEditor.ts';
import { createPracticeEditor, practiceShelf } from './practiceEditor.ts';
import styles from './Settings.module.css';
import { timeZones } from './timeZones.ts';

/** Who works here, as it stands on the documents. */
export function PracticeSection(): ReactNode {
  const { data } = useContractQuery('settings.get', {});
  return data ? <PracticeForm practice={data.practice} /> : <Skeleton lines={6} />;
}

function PracticeForm({ practice }: { readonly practice: Practice }): ReactNode {
  const [{ values }, editor] = useRecordEditor(practiceShelf, 'practice', () => createPracticeEditor(practice));
  const bind = (field: Exclude<keyof Practice, 'timeZone'>) => ({
    value: values[field],
    onChange: (value: string) => editor.change({ [field]: value }),
    onBlur: () => void editor.flush(),
  });
  return (
    <div className={styles.cards}>
      <Card title="Identité" padded>
        <div className={grid.form}>
          <div className={grid.half}>
            <TextField label="Votre nom" {...bind('practitionerName')} />
          </div>
          <div className={grid.half}>
            <TextField label="Nom du cabinet" {...bind('practiceName')} />
          </div>
          <div className={grid.third}>
            <CheckedField
              label="SIRET"
              hint="14 chiffres"
              check={checkSiret}
              warnings={siretWarnings}
              {...bind('siret')}
            />
          </div>
          <div className={grid.third}>
            <CheckedField label="RPPS" hint="11 chiffres" check={checkRpps} warnings={rppsWarnings} {...bind('rpps')} />
          </div>
          <div className={grid.third}>
            <CheckedField
              label="ADELI"
              hint="9 chiffres, si vous l’avez encore"
              check={checkAdeli}
              warnings={adeliWarnings}
              {...bind('adeli')}
            />
          </div>
        </div>
      </Card>
      <Card title="Adresse et contact" padded>
        <div className={grid.form}>
          <div className={grid.full}>
            <TextField label="Rue" {...bind('street')} />
          </div>
          <div className={grid.full}>
            <TextField label="Complément d’adresse" {...bind('addressComplement')} />
          </div>
          <div className={grid.third}>
            <CheckedField label="Code postal" check={checkPostcode} warnings={postcodeWarnings} {...bind('postcode')} />
          </div>
          <div className={grid.twoThirds}>
            <TextField label="Ville" {...bind('city')} />
          </div>
          <div className={grid.third}>
            <TextField label="Téléphone" inputMode="tel" {...bind('phone')} />
          </div>
          <div className={grid.twoThirds}>
            <TextField label="Adresse électronique" inputMode="email" {...bind('email')} />
          </div>
          <div className={grid.half}>
            <TextField label="Site" {...bind('website')} />
          </div>
          <div className={grid.half}>
            <SelectField
              label="Heure du cabinet"
              choices={timeZones}
              value={values.timeZone}
              onChange={(timeZone) => {
                if (timeZone === null) return;
                editor.change({ timeZone });
                void editor.flush();
              }}
            />
          </div>
        </div>
      </Card>
    </div>
  );
}

type Warnings = Readonly<Record<IdentifierWarning, string>>;

const siretWarnings: Warnings = {
  'not-digits': 'Un SIRET n’a que des chiffres. Comparez-le à votre avis Insee.',
  length: 'Un SIRET a 14 chiffres. Comparez-le à votre avis Insee.',
  checksum: 'Ce numéro contient une erreur de frappe. Comparez-le à votre avis Insee.',
};
const rppsWarnings: Warnings = {
  'not-digits': 'Un numéro RPPS n’a que des chiffres. Comparez-le à votre attestation.',
  length: 'Un numéro RPPS a 11 chiffres. Comparez-le à votre attestation.',
  checksum: 'Ce numéro semble contenir une erreur de frappe. Comparez-le à votre attestation.',
};
const adeliWarnings: Warnings = {
  'not-digits': 'Un numéro ADELI n’a que des chiffres, sauf 2A et 2B. Vérifiez-le.',
  length: 'Un numéro ADELI a 9 chiffres. Vérifiez-le.',
  checksum: 'Ce numéro semble contenir une erreur de frappe. Vérifiez-le.',
};
const postcodeWarnings: Warnings = {
  'not-digits': 'Un code postal français n’a que des chiffres. Vérifiez-le.',
  length: 'Un code postal français a cinq chiffres. Vérifiez-le.',
  checksum: 'Vérifiez ce code postal.',
};

/** An identifier: what looks odd is said in amber once the field is left, and never refused. */
function CheckedField({
  label,
  hint,
  check,
  warnings,
  value,
  onChange,
  onBlur,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly check: (typed: string) => IdentifierWarning | null;
  readonly warnings: Warnings;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur: () => void;
}): ReactNode {
  const [isTyping, setTyping] = useState(false);
  const warning = isTyping ? null : check(value);
  return (
    <TextField
      label={label}
      hint={hint}
      value={value}
      onChange={onChange}
      onFocus={() => setTyping(true)}
      onBlur={() => {
        setTyping(false);
        onBlur();
      }}
      warning={warning === null ? undefined : warnings[warning]}
    />
  );
}
