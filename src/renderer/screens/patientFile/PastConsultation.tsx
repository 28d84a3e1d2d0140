import { memo, type ReactNode } from 'react';
import type { Consultation } from '../../../shared/contract/consultations.ts';
import type { ContractError } from '../../../shared/contract/errors.ts';
import { formatLongDate } from '../../../shared/domain/dateText.ts';
import { legalDay } from '../../../shared/domain/legalDay.ts';
import { Tag } from '../../components/Tag.tsx';
import { useTimeZone } from '../../state/practiceTime.ts';
import { readTexts, textLabels } from '../../../shared/french/consultationTexts.ts';
import styles from './panes.module.css';
import { PastActions } from './PastActions.tsx';
import { TextHistory } from './TextHistory.tsx';

/** One former consultation in the line of time: a heading, and its texts when it is unfolded. */
export const PastConsultation = memo(function PastConsultation({
  patientId,
  consultation,
  isOpen,
  onUnfold,
  onRefusal,
}: {
  readonly patientId: string;
  readonly consultation: Consultation;
  readonly isOpen: boolean;
  readonly onUnfold: (id: string | null) => void;
  readonly onRefusal: (error: ContractError | null) => void;
}): ReactNode {
  const zone = useTimeZone();
  const { id, motive, endedAt, amendedFields } = consultation;
  return (
    <li data-open={isOpen}>
      <button
        type="button"
        className={styles.former}
        aria-expanded={isOpen}
        onClick={() => onUnfold(isOpen ? null : id)}
      >
        <span>
          <strong>{dayText(consultation.startedAt, zone)}</strong>
          <span className={styles.tags}>
            {endedAt === null && <Tag tone="warn">Ouverte</Tag>}
            {amendedFields.length > 0 && <Tag>modifiée</Tag>}
            <PainChange before={consultation.painBefore} after={consultation.painAfter} />
          </span>
        </span>
        {motive !== '' && <p className={styles.motive}>{motive}</p>}
      </button>
      {isOpen && (
        <div className={styles.texts}>
          <Texts consultation={consultation} />
          <PastActions patientId={patientId} consultation={consultation} onRefusal={onRefusal} />
        </div>
      )}
    </li>
  );
});

function PainChange({ before, after }: { readonly before: number | null; readonly after: number | null }): ReactNode {
  if (before === null && after === null) return null;
  const said = after === null ? `Douleur ${before} à l’arrivée` : `Douleur ${before ?? 'inconnue'} puis ${after}`;
  return (
    <Tag>
      <span aria-hidden="true">
        EVA {before ?? '?'}
        {after !== null && ` → ${after}`}
      </span>
      <span className="visually-hidden">{said}</span>
    </Tag>
  );
}

function Texts({ consultation }: { readonly consultation: Consultation }): ReactNode {
  const { imported, rewrittenFields } = consultation;
  const filled = readTexts.filter((field) => consultation[field].trim() !== '' || rewrittenFields.includes(field));
  return (
    <>
      {rewrittenFields.includes('motive') && <TextHistory of={{ consultationId: consultation.id, field: 'motive' }} />}
      {filled.length === 0 && imported.length === 0 && <p className="small muted">Rien n’a été noté.</p>}
      <dl>
        {filled.map((field) => (
          <div key={field}>
            <dt>{textLabels[field]}</dt>
            <dd>
              {consultation[field]}
              {rewrittenFields.includes(field) && <TextHistory of={{ consultationId: consultation.id, field }} />}
            </dd>
          </div>
        ))}
        {imported.map(({ label, value }, index) => (
          <div key={index}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** 12 octobre 2026 */
function dayText(instant: number, zone: string): string {
  return formatLongDate(legalDay(instant, zone)).replace(/^\S+ /, '');
}
