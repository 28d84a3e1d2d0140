import { IconTrash, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import type { PatientHit } from '../../../shared/contract/search.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { BarePage } from '../../components/Page.tsx';
import { PatientGrid } from '../../components/patientSearch/PatientGrid.tsx';
import { useResultKeys } from '../../components/patientSearch/resultKeys.ts';
import { SearchKeys } from '../../components/patientSearch/SearchKeys.tsx';
import { setSearchText, useSearchText } from '../../components/patientSearch/searchText.ts';
import { useSearchResults } from '../../components/patientSearch/useSearchResults.ts';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { TopBarActions } from '../../components/TopBarActions.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { navigate } from '../../state/route.ts';
import { useMayWrite } from '../../state/session.ts';
import { startConsultation } from '../../state/startConsultation.ts';
import styles from './Patients.module.css';
import { PatientPreview } from './PatientPreview.tsx';
import { usePatientList } from './usePatientList.ts';

const GRID = 'patients';

/** All patients, or those that the search of the top bar finds; the chosen one beside them. */
export function Patients(): ReactNode {
  const mayWrite = useMayWrite();
  const text = useSearchText();
  const isSearching = text.trim() !== '';
  const list = usePatientList();
  const found = useSearchResults(text);
  const count = isSearching ? found.patients.length : list.total;
  const consultations = isSearching ? found.consultations : [];
  const patientAt = (index: number): PatientHit | undefined =>
    isSearching ? found.patients[index] : list.patientAt(index);
  const [refusal, refuse] = useRefusal();

  const patientIdAt = (index: number): string | undefined =>
    patientAt(index)?.row.id ?? consultations[index - count]?.patientId;
  function startAt(index: number): void {
    const patientId = patientIdAt(index);
    if (patientId !== undefined) void startConsultation(patientId).then(refuse);
  }
  const keys = useResultKeys({
    gridId: GRID,
    text,
    count: count + consultations.length,
    stale: isSearching && found.stale,
    open(index) {
      const patientId = patientIdAt(index);
      const consultationId = consultations[index - count]?.consultationId;
      if (patientId !== undefined)
        navigate({ screen: 'patientFile', patientId, ...(consultationId !== undefined && { consultationId }) });
    },
    start: startAt,
  });
  const chosenId = patientIdAt(keys.active);

  useCommand('new', newPatient, mayWrite);
  useCommand('main', () => startAt(keys.active), chosenId !== undefined);
  useCommand('back', () => setSearchText(''), isSearching);
  // The arrow keys act at once on coming here, and N as well: the search field is one Ctrl K away.
  useEffect(() => {
    if (document.activeElement?.getAttribute('role') !== 'combobox') document.getElementById(GRID)?.focus();
  }, []);

  return (
    <BarePage>
      {mayWrite && (
        <TopBarActions>
          <Button icon={IconUserPlus} onClick={newPatient}>
            Nouveau patient
          </Button>
        </TopBarActions>
      )}
      <div className={styles.page}>
        <div className={styles.head}>
          <div>
            <h1>Patients</h1>
            <p role="status">{heading(isSearching ? found.text : null, found.total, list.total)}</p>
          </div>
          <LinkButton icon={IconTrash} onClick={() => navigate({ screen: 'bin' })}>
            Corbeille
          </LinkButton>
        </div>
        <RefusalNotice refusal={refusal ?? found.error?.error ?? list.error?.error ?? null} />
        {!isSearching && list.isRead && list.total === 0 ? (
          <NoPatient mayWrite={mayWrite} />
        ) : (
          <div className={styles.columns}>
            <section className={styles.card} aria-label="Liste des patients">
              <PatientGrid
                id={GRID}
                label={isSearching ? 'Résultats de la recherche' : 'Tous les patients'}
                count={count}
                patientAt={patientAt}
                consultations={consultations}
                active={keys.active}
                onChoose={keys.choose}
                onOpen={keys.open}
                onKeyDown={keys.onKeyDown}
                {...(!isSearching && { onRange: list.onRange })}
              />
              <SearchKeys {...(isSearching && { escape: 'effacer' })} />
            </section>
            {chosenId !== undefined && (
              <PatientPreview patientId={chosenId} onOpen={() => keys.open(keys.active)} onRefusal={refuse} />
            )}
          </div>
        )}
      </div>
    </BarePage>
  );
}

function NoPatient({ mayWrite }: { readonly mayWrite: boolean }): ReactNode {
  return (
    <section className={styles.card}>
      <EmptyState
        icon={IconUsers}
        title="Aucun patient pour l’instant"
        {...(mayWrite && {
          text: 'Créez un premier dossier, ou reprenez ceux de votre ancien logiciel dans Réglages.',
          action: (
            <Button variant="primary" icon={IconUserPlus} onClick={newPatient} keys="N">
              Nouveau patient
            </Button>
          ),
        })}
      />
    </section>
  );
}

function newPatient(): void {
  navigate({ screen: 'newPatient' });
}

function heading(searched: string | null, found: number, total: number): string {
  const files = `${total.toLocaleString('fr-FR')} dossier${total > 1 ? 's' : ''}`;
  if (searched === null) return total === 0 ? '' : files;
  const results = found === 0 ? 'Aucun résultat' : `${found.toLocaleString('fr-FR')} résultat${found > 1 ? 's' : ''}`;
  return `${results} pour «\u202f${searched}\u202f» parmi ${files}`;
}
