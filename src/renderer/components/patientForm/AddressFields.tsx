import { useRef, useState, type ReactNode } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { patientLabels } from '../../../shared/french/fieldNames.ts';
import { invoke } from '../../bridge.ts';
import { SelectField } from '../SelectField.tsx';
import { TextField } from '../TextField.tsx';
import type { PatientFormProps } from './patientFormProps.ts';
import styles from './patientForm.module.css';

type Communes = Output<'patients.communes'>['communes'];

/** The address; a postcode brings its commune, or the choice where several share it. */
export function AddressFields({ values, onChange }: PatientFormProps): ReactNode {
  const [communes, setCommunes] = useState<Communes>([]);
  const lastAsked = useRef('');

  async function onPostcode(postcode: string): Promise<void> {
    onChange({ postcode });
    setCommunes([]);
    lastAsked.current = postcode.trim();
    if (!/^\d{5}$/.test(postcode.trim())) return;
    const result = await invoke('patients.communes', { postcode: postcode.trim() });
    // Of two postcodes typed quickly, the answer to the first may come last.
    if (!result.ok || lastAsked.current !== postcode.trim()) return;
    const [only, second] = result.value.communes;
    if (only && !second) onChange({ city: only.name, communeCode: only.code });
    else setCommunes(result.value.communes);
  }

  return (
    <>
      <div className={styles.wide}>
        <TextField
          label={patientLabels.street}
          value={values.street}
          onChange={(street) => onChange({ street })}
          data-field="street"
        />
      </div>
      <div className={styles.wide}>
        <TextField
          label={patientLabels.addressComplement}
          value={values.addressComplement}
          onChange={(addressComplement) => onChange({ addressComplement })}
          data-field="addressComplement"
        />
      </div>
      <TextField
        label={patientLabels.postcode}
        value={values.postcode}
        onChange={(postcode) => void onPostcode(postcode)}
        data-field="postcode"
      />
      {communes.length > 1 ? (
        <SelectField
          label={patientLabels.city}
          hint={`${communes.length} communes ont ce code postal.`}
          choices={communes.map(({ code, name }) => ({ value: code, label: name }))}
          value={values.communeCode}
          onChange={(code) => {
            const chosen = communes.find((commune) => commune.code === code);
            onChange(chosen ? { city: chosen.name, communeCode: chosen.code } : { city: '', communeCode: null });
          }}
          searchable
          clearable
          placeholder="Choisissez la commune"
        />
      ) : (
        <TextField
          label={patientLabels.city}
          value={values.city}
          // A name typed by hand is no longer the one of the official list.
          onChange={(city) => onChange({ city, communeCode: null })}
          data-field="city"
        />
      )}
    </>
  );
}
