import {
  IconDotsVertical,
  IconFileSpreadsheet,
  IconFileTypeCsv,
  IconHistory,
  IconHourglass,
  IconPlus,
  IconPrinter,
} from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { counted } from '../../../shared/french/counted.ts';
import { invoke } from '../../bridge.ts';
import { ActionMenu } from '../../components/ActionMenu.tsx';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { BarePage } from '../../components/Page.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { invalidateAreas, useContractQuery } from '../../queries.ts';
import { flushAll } from '../../state/pending.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { back, replace } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import { AddActivityDialog } from './AddActivityDialog.tsx';
import { ChangesDialog } from './ChangesDialog.tsx';
import styles from './Register.module.css';
import { SheetCard } from './SheetCard.tsx';
import { Versions } from './Versions.tsx';

type State = Output<'register.read'>;

const VERSIONS = 'versions';

/** The register of processing: activities on the left, the sheet of one on the right, its versions. */
export function Register({ sheet: asked }: { readonly sheet?: string }): ReactNode {
  const { data, error } = useContractQuery('register.read', {});
  useEffect(() => invalidateAreas(['privacy']), []);
  const [opened, setOpened] = useState<'activity' | 'changes' | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [refusal, refuse] = useRefusal();
  const close = (): void => setOpened(null);
  const choose = (sheet: string): void => replace({ screen: 'register', sheet });
  useCommand('new', () => setOpened('activity'));
  useCommand('main', () => void saveVersion(), !isSaving);
  useCommand('print', () => void print());

  async function saveVersion(): Promise<void> {
    setSaving(true);
    await flushAll();
    const result = await invoke('register.saveVersion', {});
    setSaving(false);
    refuse(result.ok ? null : result.error);
    if (result.ok) showToast({ text: `Version ${result.value.number} enregistrée, avec son PDF.` });
  }

  async function print(): Promise<void> {
    await flushAll();
    const result = await invoke('register.print', {});
    refuse(result.ok ? null : result.error);
  }

  async function exportAs(format: 'csv' | 'xlsx'): Promise<void> {
    await flushAll();
    const result = await invoke('register.export', { format });
    refuse(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
    if (result.ok) showToast({ text: `Registre enregistré dans ${result.value.fileName}.` });
  }

  const sheets = data?.sheets ?? [];
  const chosen = asked === VERSIONS ? VERSIONS : (sheets.find(({ name }) => name === asked)?.name ?? 'common');
  const sheet = sheets.find(({ name }) => name === chosen);
  return (
    <BarePage>
      <div className={styles.page}>
        <div className={styles.head}>
          <div>
            <h1>Registre des traitements</h1>
            <p>
              Article 30 du RGPD. Rempli d’après ce que le coffre contient vraiment. Complétez ce que le logiciel ne
              sait pas.
            </p>
          </div>
          <div className="row nowrap">
            <Button onClick={back}>Revenir</Button>
            <Button icon={IconPlus} keys="N" onClick={() => setOpened('activity')}>
              Ajouter une activité
            </Button>
            <Button variant="primary" keys="Ctrl Entrée" disabled={isSaving} onClick={() => void saveVersion()}>
              Enregistrer une version
            </Button>
            <ActionMenu
              label="Imprimer ou exporter le registre"
              icon={IconDotsVertical}
              size="md"
              actions={[
                { label: 'Imprimer', icon: IconPrinter, run: () => void print() },
                {
                  label: 'Enregistrer en classeur (XLSX)',
                  icon: IconFileSpreadsheet,
                  run: () => void exportAs('xlsx'),
                },
                {
                  label: 'Enregistrer en liste (CSV)',
                  icon: IconFileTypeCsv,
                  run: () => void exportAs('csv'),
                },
              ]}
            />
          </div>
        </div>
        <div className={styles.said}>
          <RefusalNotice refusal={refusal ?? error?.error ?? null} />
          {data && <Standing state={data} onShow={() => setOpened('changes')} />}
        </div>
        {!data && error === null && <Skeleton lines={8} />}
        {data && (
          <div className={styles.body}>
            <Tabs
              label="Fiches du registre"
              vertical
              tabs={[
                ...sheets.map(({ name, title }) => ({ name, label: <span className={styles.tab}>{title}</span> })),
                { name: VERSIONS, label: <span className={styles.tab}>Versions</span> },
              ]}
              chosen={chosen}
              onChoose={choose}
            >
              {chosen === VERSIONS && <Versions />}
              {sheet && <SheetCard key={sheet.name} sheet={sheet} onRefusal={refuse} />}
            </Tabs>
          </div>
        )}
        {opened === 'activity' && <AddActivityDialog onAdded={choose} onClose={close} />}
        {opened === 'changes' && data && <ChangesDialog changes={data.changes} onClose={close} />}
      </div>
    </BarePage>
  );
}

/** How the register stands: never kept, or what changed since its last version. */
function Standing({ state, onShow }: { readonly state: State; readonly onShow: () => void }): ReactNode {
  const zone = useTimeZone();
  const { lastVersion, changes } = state;
  if (lastVersion === null)
    return (
      <Notice tone="warn" icon={IconHourglass}>
        Aucune version n’est enregistrée. Relisez les fiches, puis enregistrez la première.
      </Notice>
    );
  if (changes.length === 0) return null;
  return (
    <Notice
      tone="warn"
      icon={IconHistory}
      action={
        <Button size="sm" onClick={onShow}>
          Voir ce qui a changé
        </Button>
      }
    >
      {counted(changes.length, 'ligne diffère', 'lignes diffèrent')} de la version {lastVersion.number}, du{' '}
      {legalDayText(lastVersion.at, zone)}.
    </Notice>
  );
}
