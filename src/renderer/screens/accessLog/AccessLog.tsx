import { IconChevronLeft, IconChevronRight, IconHistory, IconShieldX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { formatLongDate } from '../../../shared/domain/dateText.ts';
import { legalDay, legalDayText, legalTime } from '../../../shared/domain/legalDay.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { accessSentence, patientOf } from '../../../shared/french/accessSentence.ts';
import { sentenceOf } from '../../../shared/french/errorSentences.ts';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { navigate } from '../../state/route.ts';
import { LogActions } from './LogActions.tsx';
import styles from './AccessLog.module.css';

type LogPage = Output<'accessLog.list'>;
type Entry = LogPage['entries'][number];

const PAGE_LENGTH = 100;

/** Who opened, changed, printed or exported what, and when; of the whole vault, or of one patient's file. */
export function AccessLog({ patientId }: { readonly patientId?: string }): ReactNode {
  const [by, setBy] = useState<string | null>(null);
  // Numbers under which the pages gone through begin; the last one is shown.
  const [starts, setStarts] = useState<readonly number[]>([]);
  const { data, error } = useContractQuery(
    'accessLog.list',
    {
      patientId: patientId ?? null,
      by,
      before: starts.at(-1) ?? null,
      limit: PAGE_LENGTH,
    },
    { keepPrevious: true },
  );
  const [refusal, refuse] = useRefusal();
  const choosePerson = (name: string | null): void => {
    setBy(name);
    setStarts([]);
  };

  return (
    <Page
      title="Journal d’accès"
      subtitle={data && subtitle(data, patientId !== undefined)}
      actions={<LogActions patientId={patientId} by={by} onRefusal={refuse} />}
    >
      <RefusalNotice refusal={refusal} />
      <div className={styles.head}>
        <ChainState />
        {data && data.people.length > 1 && <PersonChoice people={data.people} value={by} onChange={choosePerson} />}
      </div>
      {error && (
        <Notice tone="danger" icon={IconShieldX}>
          {sentenceOf(error.error)}
        </Notice>
      )}
      {!data && !error && <Skeleton lines={8} />}
      {data && data.entries.length === 0 && <EmptyState icon={IconHistory} title="Aucun accès noté." />}
      {data && data.entries.length > 0 && (
        <>
          <Entries entries={data.entries} withPatient={patientId === undefined} />
          <Paging
            page={data}
            pageIndex={starts.length}
            onOlder={(before) => setStarts([...starts, before])}
            onNewer={() => setStarts(starts.slice(0, -1))}
          />
        </>
      )}
    </Page>
  );
}

function subtitle({ total, entries }: LogPage, isOfOnePatient: boolean): string {
  const count = `${total.toLocaleString('fr-FR')} ${total > 1 ? 'entrées' : 'entrée'}`;
  const name = entries[0]?.patient?.displayName;
  return isOfOnePatient && name !== undefined ? `Dossier de ${name}\u00a0: ${count}` : count;
}

/** Whether the chain of entries holds, as last checked after the opening. */
function ChainState(): ReactNode {
  const timeZone = useTimeZone();
  const { data } = useContractQuery('accessLog.chain', {});
  if (data === undefined) return null;
  if (data.brokenAt !== null) {
    return (
      <Notice tone="danger" icon={IconShieldX}>
        Le journal a été modifié hors du logiciel, à partir de l’entrée {data.brokenAt}. Gardez le coffre en l’état et
        faites-le examiner.
      </Notice>
    );
  }
  if (data.contradiction !== null) {
    const { label, number, at } = data.contradiction;
    return (
      <Notice tone="danger" icon={IconShieldX}>
        La sauvegarde {label} contredit ce journal à l’entrée {number}, constaté le {legalDayText(at, timeZone)}. Si
        vous n’avez pas restauré une sauvegarde plus ancienne depuis, gardez les deux en l’état et faites-les examiner.
      </Notice>
    );
  }
  if (data.checkedAt === null) return <p className="soft">La vérification du journal est en cours.</p>;
  return (
    <p className="soft">
      {data.expiredThrough === null
        ? 'Journal complet, sans entrée retirée ni modifiée.'
        : `Sans entrée retirée ni modifiée depuis le ${legalDayText(data.expiredThrough, timeZone)}. Les plus anciennes sont arrivées à leur terme.`}{' '}
      Vérifié à {legalTime(data.checkedAt, timeZone)}.
    </p>
  );
}

/** Shown from the second person on; nobody chosen is everybody. */
function PersonChoice({
  people,
  value,
  onChange,
}: {
  readonly people: readonly string[];
  readonly value: string | null;
  readonly onChange: (name: string | null) => void;
}): ReactNode {
  return (
    <SelectField
      label="Personne"
      choices={people.map((name) => ({ value: name, label: name }))}
      value={value}
      onChange={onChange}
      clearable
      placeholder="Tout le monde"
    />
  );
}

/** One table a day, so that the day is said once and read first. */
function Entries({
  entries,
  withPatient,
}: {
  readonly entries: readonly Entry[];
  readonly withPatient: boolean;
}): ReactNode {
  const timeZone = useTimeZone();
  const days = Map.groupBy(entries, (entry) => legalDay(entry.at, timeZone));
  return [...days].map(([day, ofDay]) => (
    <section key={day} className={styles.day} aria-labelledby={`day-${day}`}>
      <h2 id={`day-${day}`}>{formatLongDate(day)}</h2>
      <table className={styles.table}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Heure</th>
            <th scope="col">Qui et quoi</th>
            {withPatient && <th scope="col">Patient</th>}
          </tr>
        </thead>
        <tbody>
          {ofDay.map((entry) => (
            <tr key={entry.number}>
              <td className={styles.time}>{legalTime(entry.at, timeZone)}</td>
              <td>
                <span className="soft">{entry.by}</span> {accessSentence(entry)}
                {entry.reason !== null && <p className="small muted">Raison&nbsp;: {entry.reason}</p>}
              </td>
              {withPatient && (
                <td className={styles.patient}>
                  <PatientCell entry={entry} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ));
}

function PatientCell({ entry }: { readonly entry: Entry }): ReactNode {
  const { patient } = entry;
  if (patient === null) return <span className="muted">{patientOf(entry)}</span>;
  return (
    <LinkButton onClick={() => navigate({ screen: 'patientFile', patientId: patient.id })}>
      {patientOf(entry)}
    </LinkButton>
  );
}

function Paging({
  page,
  pageIndex,
  onOlder,
  onNewer,
}: {
  readonly page: LogPage;
  readonly pageIndex: number;
  readonly onOlder: (before: number) => void;
  readonly onNewer: () => void;
}): ReactNode {
  const first = pageIndex * PAGE_LENGTH + 1;
  const last = first + page.entries.length - 1;
  const oldest = page.entries.at(-1);
  if (page.total <= PAGE_LENGTH) return null;
  return (
    <nav className={styles.paging} aria-label="Pages du journal">
      <Button size="sm" icon={IconChevronLeft} disabled={pageIndex === 0} onClick={onNewer}>
        Plus récentes
      </Button>
      <span className="soft small">
        {first} à {last} sur {page.total.toLocaleString('fr-FR')}
      </span>
      <Button
        size="sm"
        icon={IconChevronRight}
        disabled={last >= page.total || oldest === undefined}
        onClick={() => oldest && onOlder(oldest.number)}
      >
        Plus anciennes
      </Button>
    </nav>
  );
}
