import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { sentenceOf } from '../../../shared/french/errorSentences.ts';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { WorkCover } from '../../components/WorkCover.tsx';
import { ColumnMatching } from './ColumnMatching.tsx';
import { FileChoice } from './FileChoice.tsx';
import { FormerImports } from './FormerImports.tsx';
import styles from './Import.module.css';
import { ImportDone } from './ImportDone.tsx';
import { useImport, type ImportState } from './importState.ts';
import { Report } from './Report.tsx';

/** Brings patients over from another program: choose, match, look, and only then write. */
export function Import(): ReactNode {
  const state = useImport();
  return (
    <Page title="Reprendre mes patients" subtitle={subtitles[state.page.name]}>
      <div className={styles.page}>
        {state.refusal && (
          <Notice tone={state.refusal.code === 'cancelled' ? 'warn' : 'danger'} icon={IconAlertCircle}>
            {sentenceOf(state.refusal)}
          </Notice>
        )}
        <CurrentStep state={state} />
      </div>
      <WorkCover steps={WORK_STEPS} note="Rien d’autre n’est possible pendant ce temps." />
    </Page>
  );
}

const WORK_STEPS = ['import-reading', 'import-writing', 'import-undoing'];

const subtitles: Readonly<Record<ImportState['page']['name'], string>> = {
  choosing: 'Depuis LibreOsteo, ou un tableau CSV ou XLSX d’un autre logiciel.',
  matching: 'Dites ce que contient chaque colonne. Une colonne sans champ est gardée telle quelle.',
  report: 'Rien n’est encore écrit. Voici ce qui sera repris.',
  done: 'Vos patients sont dans le coffre.',
};

function CurrentStep({ state }: { readonly state: ImportState }): ReactNode {
  switch (state.page.name) {
    case 'choosing':
      return (
        <>
          <FileChoice state={state} />
          <FormerImports />
        </>
      );
    case 'matching':
      return <ColumnMatching state={state} />;
    case 'report':
      return <Report state={state} report={state.page.report} questions={state.page.questions} />;
    case 'done':
      return (
        <>
          <ImportDone result={state.page.result} onAgain={state.startAgain} />
          <FormerImports />
        </>
      );
  }
}
