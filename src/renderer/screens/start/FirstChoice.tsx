import { IconArchive, IconDeviceUsb, IconFlask, IconFolderOpen } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ContractError } from '../../../shared/contract/errors.ts';
import type { Result } from '../../../shared/contract/index.ts';
import { invoke } from '../../bridge.ts';
import { BigChoice } from '../../components/BigChoice.tsx';
import { BrandSign } from '../../components/Brand.tsx';
import { FormError } from '../../components/FormError.tsx';
import { LongWork } from '../../components/LongWork.tsx';
import { beginRestore } from '../../state/restoring.ts';
import { setDemoPassphrase } from '../../state/session.ts';
import { useWorks } from '../../state/works.ts';
import styles from './FirstChoice.module.css';

/** What one may begin with: a new vault, one that is here already, or a look at an invented practice. */
export function FirstChoice({ onCreate }: { readonly onCreate: () => void }): ReactNode {
  const [error, setError] = useState<ContractError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const works = useWorks();

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
      <h1>Bienvenue dans OstéoCoffre</h1>
      <p className={styles.lead}>Vos dossiers restent sur cet ordinateur, dans un coffre fermé par votre phrase.</p>
      <div className={styles.choices}>
        <BigChoice
          icon={IconArchive}
          title="Nouveau coffre"
          text="Cinq minutes&nbsp;: votre cabinet, une phrase de passe, une feuille de secours."
          isMain
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
