import { IconArchive, IconDeviceUsb, IconFlask, IconFolderOpen, IconRefresh } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { Result } from '../../../shared/contract/index.ts';
import { invoke } from '../../bridge.ts';
import { BigChoice } from '../../components/BigChoice.tsx';
import { BrandSign } from '../../components/Brand.tsx';
import { FormError } from '../../components/FormError.tsx';
import { LongWork } from '../../components/LongWork.tsx';
import { beginRestore } from '../../state/restoring.ts';
import { setDemoPassphrase, useStatus } from '../../state/session.ts';
import { useWorks } from '../../state/works.ts';
import styles from './FirstChoice.module.css';

/** What one may begin with: a new vault, one that is here already, or a look at an invented practice. */
export function FirstChoice({ onCreate }: { readonly onCreate: () => void }): ReactNode {
  const [error, setError] = useState<ContractError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const works = useWorks();
  const { missingVaultFolder } = useStatus();

  async function run(action: () => Promise<Result<unknown>>): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    const result = await action();
    setBusy(false);
    if (!result.ok && result.error.code !== 'file-not-chosen' && result.error.code !== 'cancelled')
      setError(result.error);
  }

  async function discover(): Promise<Result<unknown>> {
    const result = await invoke('vault.discover', {});
    if (result.ok) setDemoPassphrase(result.value.passphrase);
    return result;
  }

  return (
    <main className={styles.main}>
      <BrandSign size={52} />
      {missingVaultFolder === null ? <Welcome /> : <VaultIsMissing folder={missingVaultFolder} />}
      <div className={styles.choices}>
        {missingVaultFolder !== null && (
          <BigChoice
            icon={IconRefresh}
            title="Regarder à nouveau"
            text="Une fois le disque ou la clé branché."
            isMain
            onChoose={() => void run(() => invoke('vault.lookAgain', {}))}
          />
        )}
        <BigChoice
          icon={IconArchive}
          title="Nouveau coffre"
          text="Cinq minutes&nbsp;: votre cabinet, une phrase de passe, une feuille de secours."
          isMain={missingVaultFolder === null}
          onChoose={onCreate}
        />
        <BigChoice
          icon={IconDeviceUsb}
          title="J’ai une sauvegarde"
          text="Une clé et votre phrase de passe, ou la feuille de secours."
          onChoose={() => beginRestore()}
        />
        <BigChoice
          icon={IconFlask}
          title="Découvrir"
          text="Un cabinet inventé, avec 300 patients, dans un coffre à part."
          onChoose={() => void run(discover)}
        />
        <BigChoice
          icon={IconFolderOpen}
          title="Mon coffre est déjà ici"
          text="Vous l’avez déplacé ou copié à la main&nbsp;: montrez son dossier."
          onChoose={() => void run(() => invoke('vault.chooseExisting', {}))}
        />
      </div>
      {works.map((work) => (
        <LongWork key={work.workId} work={work} />
      ))}
      {error && <FormError error={error} />}
    </main>
  );
}

function Welcome(): ReactNode {
  return (
    <>
      <h1>Bienvenue dans OstéoCoffre</h1>
      <p className={styles.lead}>Vos dossiers restent sur cet ordinateur, dans un coffre fermé par votre phrase.</p>
    </>
  );
}

/** It is not the first start: nobody is to think that all is lost, nor to begin anew beside a disk that is unplugged. */
function VaultIsMissing({ folder }: { readonly folder: string }): ReactNode {
  return (
    <>
      <h1>Votre coffre n’est pas à sa place</h1>
      <p className={styles.lead}>
        Il était dans <strong className={styles.folder}>{folder}</strong>. S’il est sur un disque ou une clé,
        branchez-le. S’il a été déplacé, montrez son dossier.
      </p>
    </>
  );
}
