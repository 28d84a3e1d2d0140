import type { ReactNode } from 'react';
import type { PersonRequest } from '../../../shared/contract/requests.ts';
import { Checkbox } from '../../components/Checkbox.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { isAfterDeath, PURPOSES, QUALITIES } from './requestText.ts';

export type Requester = Pick<
  PersonRequest,
  'quality' | 'requesterName' | 'purpose' | 'minorObjects' | 'deceasedObjected'
>;

export const THE_PATIENT: Requester = {
  quality: 'person',
  requesterName: '',
  purpose: null,
  minorObjects: false,
  deceasedObjected: false,
};

/** In whose right it is asked, with what the law looks at for a minor and for a deceased person. */
export function RequesterFields({
  value,
  onChange,
  error,
}: {
  readonly value: Requester;
  readonly onChange: (changes: Partial<Requester>) => void;
  /** Said where the name is missing. */
  readonly error?: string | undefined;
}): ReactNode {
  return (
    <>
      <SelectField
        label="Qui demande"
        choices={QUALITIES}
        value={value.quality}
        onChange={(quality) =>
          quality !== null && onChange({ quality, purpose: null, minorObjects: false, deceasedObjected: false })
        }
      />
      {value.quality !== 'person' && (
        <TextField
          label="Nom de qui demande"
          value={value.requesterName}
          onChange={(requesterName) => onChange({ requesterName })}
          error={error}
        />
      )}
      {value.quality === 'parent' && (
        <Checkbox
          label="Le mineur s’y oppose"
          hint="Article L1111-5 du Code de la santé publique."
          checked={value.minorObjects}
          onChange={(minorObjects) => onChange({ minorObjects })}
        />
      )}
      {isAfterDeath(value.quality) && (
        <>
          <SelectField
            label="Pour quel motif"
            hint="La loi n’en admet que trois (article L1110-4, V)."
            choices={PURPOSES}
            value={value.purpose}
            onChange={(purpose) => onChange({ purpose })}
            placeholder="Choisir"
          />
          <Checkbox
            label="Le patient s’y était opposé de son vivant"
            checked={value.deceasedObjected}
            onChange={(deceasedObjected) => onChange({ deceasedObjected })}
          />
        </>
      )}
    </>
  );
}
