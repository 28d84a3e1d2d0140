import { useState } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type {
  ChosenFile,
  ColumnMatch,
  ImportAnswer,
  ImportPlan,
  ImportQuestion,
  ImportReport,
} from '../../../shared/contract/imports.ts';
import { invoke } from '../../bridge.ts';

/** A file that was read, with the match that will be used; null until the person chose. */
export interface ImportFile extends ChosenFile {
  readonly match: ColumnMatch | null;
}

export type ImportResult = ImportReport & { readonly batchId: string };

export type ImportPage =
  | { readonly name: 'choosing' }
  | { readonly name: 'matching' }
  | {
      readonly name: 'report';
      readonly report: ImportReport;
      /** Every question so far, answered ones included, so that they stay where they are. */
      readonly questions: readonly ImportQuestion[];
    }
  | { readonly name: 'done'; readonly result: ImportResult };

export interface ImportState {
  readonly files: readonly ImportFile[];
  readonly page: ImportPage;
  readonly answers: ReadonlyMap<string, ImportAnswer>;
  /** Changed lines that are to be written over, as `file/line`. */
  readonly overwrite: ReadonlySet<string>;
  readonly refusal: ContractError | null;
  readonly isBusy: boolean;
  readonly chooseFiles: () => Promise<void>;
  readonly removeFile: (fileId: string) => void;
  readonly setMatch: (fileId: string, match: ColumnMatch) => void;
  /** Reads all lines without writing; what the person chose so far counts. */
  readonly dryRun: () => Promise<void>;
  readonly answer: (question: ImportQuestion, choice: ImportAnswer['choice'] | null) => Promise<void>;
  readonly setOverwrite: (lines: readonly string[], isWanted: boolean) => void;
  readonly run: () => Promise<void>;
  readonly startAgain: () => void;
}

const NO_LINES: ReadonlySet<string> = new Set();

/** Names a doubtful cell, or a line where it has no column. */
export function questionKey({ file, line, column }: Pick<ImportQuestion, 'file' | 'line' | 'column'>): string {
  return `${file}/${line}/${column}`;
}

/** Names a changed line. */
export function lineKey({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${file}/${line}`;
}

/** The import that is being prepared in this window. The core keeps the files; this keeps the choices. */
export function useImport(): ImportState {
  const [files, setFiles] = useState<readonly ImportFile[]>([]);
  const [page, setPage] = useState<ImportPage>({ name: 'choosing' });
  const [answers, setAnswers] = useState<ReadonlyMap<string, ImportAnswer>>(new Map());
  const [overwrite, setOverwriteLines] = useState<ReadonlySet<string>>(new Set());
  const [refusal, setRefusal] = useState<ContractError | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function alone(work: () => Promise<void>): Promise<void> {
    setRefusal(null);
    setBusy(true);
    await work();
    setBusy(false);
  }

  function forgetAll(): void {
    for (const { fileId } of files) void invoke('imports.forget', { fileId });
    setFiles([]);
    setAnswers(new Map());
    setOverwriteLines(new Set());
  }

  /** Without the lines to be written over, so that they stay in the list where they were ticked. */
  async function examine(given: ReadonlyMap<string, ImportAnswer>, chosen: readonly ImportFile[]): Promise<void> {
    const result = await invoke('imports.dryRun', planOf(chosen, given, NO_LINES));
    if (!result.ok) {
      setRefusal(result.error);
      return;
    }
    const report = result.value;
    setPage((former) => ({ name: 'report', report, questions: allQuestions(former, report) }));
  }

  return {
    files,
    page,
    answers,
    overwrite,
    refusal,
    isBusy,
    chooseFiles: () =>
      alone(async () => {
        const result = await invoke('imports.chooseFiles', {});
        if (!result.ok) {
          // Somebody who gives up the choice knows it.
          if (result.error.code !== 'file-not-chosen') setRefusal(result.error);
          return;
        }
        const chosen = [...files, ...result.value.files];
        setFiles(chosen);
        if (chosen.every(({ kind }) => kind === 'libreosteo') && holdsOnceEach(chosen)) await examine(answers, chosen);
        else setPage({ name: 'matching' });
      }),
    removeFile: (fileId) => {
      void invoke('imports.forget', { fileId });
      const left = files.filter((file) => file.fileId !== fileId);
      setFiles(left);
      if (left.length === 0) setPage({ name: 'choosing' });
    },
    setMatch: (fileId, match) => setFiles(files.map((file) => (file.fileId === fileId ? { ...file, match } : file))),
    dryRun: () => alone(() => examine(answers, files)),
    answer: (question, choice) =>
      alone(async () => {
        const { file, line, column } = question;
        const next = new Map(answers);
        if (choice === null) next.delete(questionKey(question));
        else next.set(questionKey(question), { file, line, column, choice });
        setAnswers(next);
        await examine(next, files);
      }),
    setOverwrite: (lines, isWanted) => {
      const next = new Set(overwrite);
      for (const line of lines) {
        if (isWanted) next.add(line);
        else next.delete(line);
      }
      setOverwriteLines(next);
    },
    run: () =>
      alone(async () => {
        const result = await invoke('imports.run', planOf(files, answers, overwrite));
        if (!result.ok) {
          setRefusal(result.error);
          return;
        }
        setPage({ name: 'done', result: result.value });
        setFiles([]);
        setAnswers(new Map());
        setOverwriteLines(new Set());
      }),
    startAgain: () => {
      forgetAll();
      setRefusal(null);
      setPage({ name: 'choosing' });
    },
  };
}

/** One file of patients and one of consultations at most: a line is named by its kind and number. */
export function holdsOnceEach(files: readonly ImportFile[]): boolean {
  const kinds = files.map(({ match }) => match?.rows);
  return new Set(kinds).size === kinds.length;
}

function planOf(
  files: readonly ImportFile[],
  answers: ReadonlyMap<string, ImportAnswer>,
  overwrite: ReadonlySet<string>,
): ImportPlan {
  return {
    files: files.map(({ fileId, match }) => ({ fileId, match })),
    answers: [...answers.values()],
    overwrite: [...overwrite].map((key) => {
      const [file, line] = key.split('/');
      return { file: file === 'consultations' ? 'consultations' : 'patients', line: Number(line) };
    }),
  };
}

/** The questions met so far, in the order of the lines. */
function allQuestions(former: ImportPage, report: ImportReport): readonly ImportQuestion[] {
  const met = former.name === 'report' ? former.questions : [];
  const known = new Set(met.map(questionKey));
  const fresh = report.questions.filter((question) => !known.has(questionKey(question)));
  return fresh.length === 0
    ? met
    : [...met, ...fresh].toSorted((one, other) => other.file.localeCompare(one.file) || one.line - other.line);
}
