import type { ReactNode } from 'react';
import type { FormerConsultation } from '../../../shared/contract/bringBack.ts';
import { Checkbox } from '../../components/Checkbox.tsx';
import { momentText } from '../../components/momentText.ts';
import { Tag } from '../../components/Tag.tsx';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import type { Choice } from './choice.ts';
import { fieldName } from '../../../shared/french/fieldNames.ts';
import { TextDifferenceRow } from './TextDifferenceRow.tsx';
import { ValueDifferenceRow } from './ValueDifferenceRow.tsx';
import styles from './BringBack.module.css';

const stateWords: Readonly<Record<FormerConsultation['state'], string>> = {
  missing: 'Absente du dossier',
  erased: 'Effacée depuis',
  'in-bin': 'Dans la corbeille, reprenez-la de là',
  moved: 'Aujourd’hui dans un autre dossier',
  different: 'Écrite autrement aujourd’hui',
};

/** A consultation of then that is not as it is today. */
export function ConsultationDifference({
  former,
  choice,
  onChoice,
}: {
  readonly former: FormerConsultation;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
}): ReactNode {
  const { day, time } = momentText(former.startedAt, useTimeZone(), useToday());
  const { consultationId, state, motive } = former;
  const title = `${day}, ${time}${motive === '' ? '' : `\u00a0: ${motive}`}`;
  if (state === 'different')
    return (
      <section aria-label={title}>
        <p className={styles.difference}>
          <span className="row">
            <strong>{title}</strong>
            <Tag>{stateWords[state]}</Tag>
          </span>
        </p>
        {former.values.map((value) => (
          <ValueDifferenceRow key={value.field} value={value} choice={choice} onChoice={onChoice} />
        ))}
        {former.texts.map((text) => (
          <TextDifferenceRow key={text.field} text={text} isWhole={false} choice={choice} onChoice={onChoice} />
        ))}
      </section>
    );
  return (
    <div className={styles.difference}>
      <Checkbox
        label={title}
        hint={stateWords[state]}
        disabled={state === 'in-bin' || state === 'moved'}
        checked={choice.consultations.has(consultationId)}
        onChange={(isChosen) => {
          const consultations = new Set(choice.consultations);
          if (isChosen) consultations.add(consultationId);
          else consultations.delete(consultationId);
          onChoice({ ...choice, consultations });
        }}
      />
      <dl className={styles.written}>
        {former.texts
          .filter(({ field }) => field !== 'motive')
          .map(({ field, then }) => (
            <div key={field}>
              <dt>{fieldName(field)}</dt>
              <dd>{then}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}
