import { useState, type ReactNode } from 'react';
import type { LostKey } from '../../../shared/contract/lostKeys.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { DateField } from '../../components/DateField.tsx';
import { FormError } from '../../components/FormError.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { useContractMutation } from '../../queries.ts';
import { useToday } from '../../state/practiceTime.ts';
import styles from './LostKey.module.css';

type WithIt = LostKey['withIt'];

const withItChoices: readonly (readonly [WithIt, string])[] = [
  ['nothing', 'Non, ni l’une ni l’autre'],
  ['passphrase', 'Oui, la phrase de passe'],
  ['recovery-sheet', 'Oui, la feuille de secours'],
  ['unknown', 'Je ne sais pas'],
];

/** When and where it was last seen; what lay with it; whether another copy exists. */
export function ThreeQuestions({
  repository,
  label,
  onReported,
}: {
  readonly repository: string;
  readonly label: string;
  readonly onReported: (lost: LostKey) => void;
}): ReactNode {
  const today = useToday();
  const report = useContractMutation('lostKeys.report');
  const [seenOn, setSeenOn] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [where, setWhere] = useState('');
  const [withIt, setWithIt] = useState<WithIt | null>(null);
  const [hasOtherCopy, setOtherCopy] = useState<boolean | null>(null);
  const isComplete = seenOn !== null && where.trim() !== '' && withIt !== null && hasOtherCopy !== null;

  function send(): void {
    if (seenOn === null || withIt === null || hasOtherCopy === null || report.isPending) return;
    const answers = { lastSeenOn: seenOn, lastSeenWhere: where.trim(), withIt, hasOtherCopy };
    report.mutate({ repository, ...answers }, { onSuccess: onReported });
  }
  useCommand('main', send, isComplete);

  return (
    <Card padded>
      <form
        className={styles.questions}
        onSubmit={(event) => {
          event.preventDefault();
          if (isComplete) send();
        }}
      >
        <fieldset className={styles.question}>
          <legend>1. Quand et où l’avez-vous vue pour la dernière fois&nbsp;?</legend>
          <DateField
            label="Le"
            value={seenOn}
            typed={typed}
            rules={{ today, past: true }}
            onChange={setSeenOn}
            onType={setTyped}
          />
          <TextField label="Où" hint="Au cabinet, dans le train…" maxLength={200} value={where} onChange={setWhere} />
        </fieldset>
        <Question
          legend="2. La phrase de passe ou la feuille de secours était-elle avec elle&nbsp;?"
          choices={withItChoices}
          value={withIt}
          onChange={setWithIt}
        />
        <Question
          legend={`3. Existe-t-il une autre copie que ${label}\u202f?`}
          choices={[
            ['yes', 'Oui, sur une autre clé ou un autre disque'],
            ['no', 'Non, seulement le coffre de ce poste'],
          ]}
          value={hasOtherCopy === null ? null : hasOtherCopy ? 'yes' : 'no'}
          onChange={(answer) => setOtherCopy(answer === 'yes')}
        />
        {report.error && <FormError error={report.error.error} />}
        <div className="row">
          <Button
            type="submit"
            variant="primary"
            size="lg"
            keys="Ctrl Entrée"
            disabled={!isComplete || report.isPending}
          >
            Déclarer {label} perdue
          </Button>
          <span className="small muted">Elle n’est plus attendue le soir. Vos réponses sont gardées.</span>
        </div>
      </form>
    </Card>
  );
}

function Question<Value extends string>({
  legend,
  choices,
  value,
  onChange,
}: {
  readonly legend: ReactNode;
  readonly choices: readonly (readonly [Value, string])[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
}): ReactNode {
  return (
    <fieldset className={styles.question}>
      <legend>{legend}</legend>
      <div>
        {choices.map(([choice, label]) => (
          <label key={choice} className={styles.choice}>
            <input
              type="radio"
              name={choices[0]?.[0] ?? ''}
              checked={choice === value}
              onChange={() => onChange(choice)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
