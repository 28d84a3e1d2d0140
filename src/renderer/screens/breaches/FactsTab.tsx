import { IconDatabaseSearch } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { BreachDataKind, BreachPersonKind } from '../../../shared/contract/breaches.ts';
import { DATA_KINDS, PERSON_KINDS } from '../../../shared/french/breachWords.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Checkbox } from '../../components/Checkbox.tsx';
import { DateField } from '../../components/DateField.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useToday } from '../../state/practiceTime.ts';
import type { BreachTabProps } from './breachEditor.ts';
import styles from './Breaches.module.css';

/** What happened, to what and to how many: what article 33(3) asks to be told. */
export function FactsTab(props: BreachTabProps): ReactNode {
  const { values, change } = props;
  return (
    <>
      <Card title="Ce qui est arrivé" padded>
        <div className={styles.form}>
          <TextField label="En une ligne" value={values.title} onChange={(title) => change({ title })} />
          <TextArea label="En détail" lines={3} value={values.facts} onChange={(facts) => change({ facts })} />
          <TextArea
            label="Comment vous l’avez su"
            value={values.learntHow}
            onChange={(learntHow) => change({ learntHow })}
          />
          <div className={styles.pair}>
            <Day label="Commencée le" value={values.startedOn} onChange={(startedOn) => change({ startedOn })} />
            <Day label="Finie le" value={values.endedOn} onChange={(endedOn) => change({ endedOn })} />
          </div>
          <fieldset className={styles.choices}>
            <legend>Nature de la violation</legend>
            <Checkbox
              label="Confidentialité : vues ou prises"
              checked={values.confidentiality}
              onChange={(confidentiality) => change({ confidentiality })}
            />
            <Checkbox
              label="Intégrité : modifiées"
              checked={values.integrity}
              onChange={(integrity) => change({ integrity })}
            />
            <Checkbox
              label="Disponibilité : perdues ou hors d’atteinte"
              checked={values.availability}
              onChange={(availability) => change({ availability })}
            />
          </fieldset>
        </div>
      </Card>
      <Numbers {...props} />
    </>
  );
}

/** Categories and approximate numbers, proposed from what the vault holds and the practitioner's to correct. */
function Numbers({ breach, values, change }: BreachTabProps): ReactNode {
  const [refusal, refuse] = useRefusal();

  async function propose(): Promise<void> {
    const result = await invoke('breaches.proposal', { breachId: breach.summary.id });
    refuse(result.ok ? null : result.error);
    if (!result.ok) return;
    const { persons, records, dataKinds, personKinds } = result.value;
    change({ persons, records, dataKinds, personKinds });
  }

  return (
    <Card
      title="Données et personnes"
      aside={
        <Button size="sm" icon={IconDatabaseSearch} onClick={() => void propose()}>
          Reprendre du coffre
        </Button>
      }
      padded
    >
      <div className={styles.form}>
        <p className="small muted">
          Nombres approximatifs, article 33(3)(a). Le coffre compte les personnes de la liste, ou tous ses dossiers tant
          qu’elle est vide.
        </p>
        <RefusalNotice refusal={refusal} />
        <div className={styles.pair}>
          <Amount label="Personnes" value={values.persons} onChange={(persons) => change({ persons })} />
          <Amount
            label="Enregistrements"
            hint="Dossiers, consultations et documents"
            value={values.records}
            onChange={(records) => change({ records })}
          />
        </div>
        <Kinds<BreachDataKind>
          legend="Données"
          names={DATA_KINDS}
          chosen={values.dataKinds}
          onChange={(dataKinds) => change({ dataKinds })}
        />
        <Kinds<BreachPersonKind>
          legend="Personnes"
          names={PERSON_KINDS}
          chosen={values.personKinds}
          onChange={(personKinds) => change({ personKinds })}
        />
      </div>
    </Card>
  );
}

function Kinds<Kind extends string>({
  legend,
  names,
  chosen,
  onChange,
}: {
  readonly legend: string;
  readonly names: Readonly<Record<Kind, string>>;
  readonly chosen: readonly Kind[];
  readonly onChange: (chosen: Kind[]) => void;
}): ReactNode {
  // The keys of a record by kind are the kinds.
  const kinds = Object.keys(names) as Kind[];
  return (
    <fieldset className={styles.kinds}>
      <legend>{legend}</legend>
      {kinds.map((kind) => (
        <Checkbox
          key={kind}
          label={names[kind]}
          checked={chosen.includes(kind)}
          onChange={(isChosen) =>
            onChange(kinds.filter((other) => (other === kind ? isChosen : chosen.includes(other))))
          }
        />
      ))}
    </fieldset>
  );
}

function Amount({
  label,
  hint,
  value,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (value === null ? '' : String(value));
  const isReadable = /^\d{0,9}$/.test(text.replaceAll(/\s/g, ''));
  return (
    <TextField
      label={label}
      hint={hint}
      inputMode="numeric"
      value={text}
      error={isReadable ? undefined : 'Tapez un nombre, par exemple 120. Vide : non établi.'}
      onChange={(next) => {
        const digits = next.replaceAll(/\s/g, '');
        const isNumber = /^\d{0,9}$/.test(digits);
        setTyped(isNumber ? null : next);
        if (isNumber) onChange(digits === '' ? null : Number(digits));
      }}
    />
  );
}

function Day({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
}): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const today = useToday();
  return (
    <DateField
      label={label}
      value={value}
      rules={{ today, past: true }}
      typed={typed}
      onType={setTyped}
      onChange={onChange}
    />
  );
}
