import { IconCheck } from '@tabler/icons-react';
import { memo, useState, type ReactNode } from 'react';
import type {
  Consultation,
  ConsultationFields,
  ConsultationTextField,
} from '../../../shared/contract/consultations.ts';
import { Icon } from '../../components/Icon.tsx';
import { PainField } from '../../components/PainField.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { textLabels } from '../../../shared/french/consultationTexts.ts';
import { spheres } from './spheres.ts';
import styles from './panes.module.css';
import { TextHistory } from './TextHistory.tsx';

type Change = (changes: Partial<ConsultationFields>) => void;

/** What is written of a consultation, in the order in which it happens; former versions lie under their text. */
export function ConsultationForm({
  consultation,
  values,
  isCorrection,
  onChange,
}: {
  readonly consultation: Consultation;
  readonly values: ConsultationFields;
  readonly isCorrection: boolean;
  readonly onChange: Change;
}): ReactNode {
  const text = (field: ConsultationTextField, lines: number, example?: string): ReactNode => (
    <ConsultationText
      field={field}
      value={values[field]}
      lines={lines}
      example={example}
      rewrittenIn={rewrittenIn(consultation, field)}
      onChange={onChange}
    />
  );
  return (
    <div className={styles.form}>
      {text('motive', 1)}
      <PainField
        label="Douleur à l’arrivée"
        value={values.painBefore}
        onChange={(painBefore) => onChange({ painBefore })}
      />
      {text('history', 3)}
      {text('examination', 3)}
      <Spheres consultation={consultation} values={values} onChange={onChange} />
      {text('diagnosis', 1)}
      {text('treatment', 2)}
      {text('advice', 1, 'Étirements, reprise du sport, prochain rendez-vous')}
      {isCorrection && (
        <PainField
          label="Douleur au départ"
          value={values.painAfter}
          onChange={(painAfter) => onChange({ painAfter })}
        />
      )}
    </div>
  );
}

/** One text; painted again only when it is the one that changes, so that typing stays light in a long form. */
const ConsultationText = memo(function ConsultationText({
  field,
  value,
  lines,
  example,
  rewrittenIn,
  onChange,
}: {
  readonly field: ConsultationTextField;
  readonly value: string;
  readonly lines: number;
  readonly example: string | undefined;
  /** Id of the consultation that holds former versions of this text; null where there are none. */
  readonly rewrittenIn: string | null;
  readonly onChange: Change;
}): ReactNode {
  return (
    <div className={field === 'motive' ? undefined : styles.wide}>
      <TextArea
        label={textLabels[field]}
        lines={lines}
        placeholder={example}
        value={value}
        onChange={(text) => onChange({ [field]: text })}
        data-field={field}
      />
      {rewrittenIn !== null && <TextHistory of={{ consultationId: rewrittenIn, field }} />}
    </div>
  );
});

/** The examination by spheres: each is folded until it is needed, and those that hold something start unfolded. */
function Spheres({
  consultation,
  values,
  onChange,
}: {
  readonly consultation: Consultation;
  readonly values: ConsultationFields;
  readonly onChange: Change;
}): ReactNode {
  const [unfolded, setUnfolded] = useState<ReadonlySet<ConsultationTextField>>(
    () => new Set(spheres.filter(([field]) => values[field] !== '').map(([field]) => field)),
  );
  function toggle(field: ConsultationTextField): void {
    const next = new Set(unfolded);
    if (!next.delete(field)) next.add(field);
    setUnfolded(next);
  }
  return (
    <>
      <div className={styles.chips} role="group" aria-label="Examen par sphères">
        {spheres.map(([field, label]) => (
          <button
            key={field}
            type="button"
            className={styles.chip}
            aria-expanded={unfolded.has(field)}
            aria-controls={unfolded.has(field) ? `sphere-${field}` : undefined}
            onClick={() => toggle(field)}
          >
            {values[field] !== '' && <Icon of={IconCheck} size="sm" />}
            {label}
          </button>
        ))}
      </div>
      {spheres
        .filter(([field]) => unfolded.has(field))
        .map(([field]) => (
          <div key={field} id={`sphere-${field}`} className={styles.wide}>
            <ConsultationText
              field={field}
              value={values[field]}
              lines={1}
              example={undefined}
              rewrittenIn={rewrittenIn(consultation, field)}
              onChange={onChange}
            />
          </div>
        ))}
    </>
  );
}

function rewrittenIn({ id, rewrittenFields }: Consultation, field: ConsultationTextField): string | null {
  return rewrittenFields.includes(field) ? id : null;
}
