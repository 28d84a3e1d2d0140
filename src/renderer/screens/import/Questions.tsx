import { useId, useState, type ReactNode } from 'react';
import type { ImportQuestion } from '../../../shared/contract/imports.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { TextField } from '../../components/TextField.tsx';
import styles from './Import.module.css';
import { questionKey, type ImportState } from './importState.ts';
import { choicesFor, questionSentences } from './questionWords.ts';

/** A damaged export can hold thousands: they come in pages. */
const PAGE = 50;

/** The doubtful cells, each with its line and its choices. Tab goes from one to the next, arrows change the choice. */
export function Questions({
  state,
  questions,
  open,
}: {
  readonly state: ImportState;
  readonly questions: readonly ImportQuestion[];
  /** Those that no choice has settled yet. */
  readonly open: readonly ImportQuestion[];
}): ReactNode {
  const [shown, setShown] = useState(PAGE);
  const openKeys = new Set(open.map(questionKey));
  return (
    <Card
      title="À vérifier"
      aside={
        <span className="small muted" role="status">
          {open.length === 0 ? 'tout est réglé' : `${open.length} sur ${questions.length}`}
        </span>
      }
    >
      <ul>
        {questions.slice(0, shown).map((question) => (
          <Question
            key={`${questionKey(question)}/${question.code}`}
            state={state}
            question={question}
            isOpen={openKeys.has(questionKey(question))}
          />
        ))}
      </ul>
      {shown < questions.length && (
        <div className={styles.more}>
          <Button size="sm" onClick={() => setShown(shown + PAGE)}>
            Montrer les suivantes
          </Button>
        </div>
      )}
    </Card>
  );
}

function Question({
  state,
  question,
  isOpen,
}: {
  readonly state: ImportState;
  readonly question: ImportQuestion;
  readonly isOpen: boolean;
}): ReactNode {
  const { file, line, column, value, code } = question;
  const choices = choicesFor(question);
  const given = state.answers.get(questionKey(question))?.choice ?? null;
  const [isCorrecting, setCorrecting] = useState(given?.kind === 'correct');
  const [text, setText] = useState(given?.kind === 'correct' ? given.value : value.slice(0, 500));
  const titleId = useId();
  const place = `${file === 'patients' ? 'Patients' : 'Consultations'}, ligne ${line}`;

  function choose(kind: (typeof choices)[number]['value']): void {
    setCorrecting(kind === 'correct');
    if (kind !== 'correct') void state.answer(question, { kind });
  }

  function correct(): void {
    const wanted = text.trim();
    if (wanted === '' || (given?.kind === 'correct' && given.value === wanted)) return;
    void state.answer(question, { kind: 'correct', value: wanted });
  }

  return (
    <li className={styles.question} aria-labelledby={titleId}>
      <div>
        <p id={titleId}>
          <strong>{place}</strong>
          {column !== '' && <span className="soft">, {column}</span>}
          {value !== '' && (
            <span className={styles.cell}>
              {' '}
              «{'\u202f'}
              {value.slice(0, 120)}
              {'\u202f'}»
            </span>
          )}
        </p>
        <p className="small muted">{questionSentences[code]}</p>
      </div>
      <div className={styles.choices}>
        <Segmented
          label={`${place}, ${column}`}
          choices={choices}
          value={isCorrecting ? 'correct' : (given?.kind ?? choices[0].value)}
          onChange={choose}
        />
        {isCorrecting && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              correct();
            }}
          >
            <TextField
              label={`Correction, ${place}, ${column}`}
              hideLabel
              value={text}
              onChange={setText}
              onBlur={correct}
              error={isOpen && given?.kind === 'correct' ? 'Cela ne se lit pas non plus. Vérifiez.' : undefined}
            />
          </form>
        )}
      </div>
    </li>
  );
}
