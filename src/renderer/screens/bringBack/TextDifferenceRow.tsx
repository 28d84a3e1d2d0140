import type { ReactNode } from 'react';
import type { TextDifference } from '../../../shared/contract/bringBack.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { Tag } from '../../components/Tag.tsx';
import { placeOf, type Choice, type TextChoice } from './choice.ts';
import { fieldName } from '../../../shared/french/fieldNames.ts';
import styles from './BringBack.module.css';

/** A text of then beside the text of today, and what becomes of it. */
export function TextDifferenceRow({
  text,
  isWhole,
  choice,
  onChoice,
}: {
  readonly text: TextDifference;
  /** The file comes back as a whole: there is nothing to choose. */
  readonly isWhole: boolean;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
}): ReactNode {
  const place = placeOf(text);
  const name = fieldName(text.field);
  const choices: { readonly value: TextChoice; readonly label: string }[] = [
    { value: 'leave', label: 'Laisser' },
    ...(text.isKept ? [] : [{ value: 'former' as const, label: 'Mettre à côté' }]),
    { value: 'present', label: 'Remettre en place' },
  ];
  return (
    <div className={styles.difference}>
      <div className="between">
        <span className="row">
          <strong>{name}</strong>
          {text.isKept && <Tag>Déjà dans ses versions précédentes</Tag>}
        </span>
        {!isWhole && (
          <Segmented<TextChoice>
            label={`${name}\u00a0: que faire du texte d’alors`}
            choices={choices}
            value={choice.texts.get(place) ?? 'leave'}
            onChange={(next) => onChoice({ ...choice, texts: new Map([...choice.texts, [place, next]]) })}
          />
        )}
      </div>
      <div className={styles.sides}>
        <div>
          <p className="label">Dans la sauvegarde</p>
          <p>{text.then}</p>
        </div>
        {!isWhole && (
          <div>
            <p className="label">Aujourd’hui</p>
            <p>{text.now === '' ? <em>Vide</em> : text.now}</p>
          </div>
        )}
      </div>
    </div>
  );
}
