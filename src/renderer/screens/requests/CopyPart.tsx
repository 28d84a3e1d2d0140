import { IconCloud, IconKey, IconLock } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Notice } from '../../components/Notice.tsx';
import { ObjectionDialog } from '../../components/ObjectionDialog.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { SharingReminder, useObjectionTo } from '../../components/SharingReminder.tsx';
import styles from './Requests.module.css';

type Made = Output<'requests.makeCopy'>;

/** The complete copy in two encrypted files, and their password, which is shown this once. */
export function CopyPart({
  requestId,
  patientId,
  requesterName,
  isNext,
}: {
  readonly requestId: string;
  readonly patientId: string;
  /** Empty where the patient asks. */
  readonly requesterName: string;
  /** It is what comes next: nothing hinders it. */
  readonly isNext: boolean;
}): ReactNode {
  const [made, setMade] = useState<Made | null>(null);
  const [isMaking, setMaking] = useState(false);
  const [refusal, refuse] = useRefusal();
  const objection = useObjectionTo(patientId, requesterName);
  const [isAsking, setAsking] = useState(false);
  const isCloud = refusal?.code === 'export-in-cloud';

  async function make(evenInCloud: boolean): Promise<void> {
    setAsking(false);
    setMaking(true);
    const result = await invoke('requests.makeCopy', { requestId, evenInCloud });
    setMaking(false);
    if (result.ok) setMade(result.value);
    refuse(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
  }

  return (
    <>
      <p>
        Un PDF à lire et une archive ZIP pour un autre logiciel (JSON, FHIR R4), chiffrés en AES-256. Rien n’est écrit
        en clair, et aucun nom de fichier ne dit de qui il s’agit.
      </p>
      <SharingReminder patientId={patientId} />
      {isCloud ? (
        <Notice
          tone="warn"
          icon={IconCloud}
          action={
            <Button size="sm" onClick={() => void make(true)}>
              Y enregistrer quand même…
            </Button>
          }
        >
          Un programme recopie ce dossier dans un nuage. Préférez une clé USB : la copie y reste chiffrée, mais part
          chez un tiers.
        </Notice>
      ) : (
        <RefusalNotice refusal={refusal} />
      )}
      <div className={styles.buttons}>
        <Button
          variant={made === null && isNext ? 'primary' : 'default'}
          icon={IconLock}
          disabled={isMaking}
          onClick={() => (objection === null ? void make(false) : setAsking(true))}
        >
          {made === null ? 'Enregistrer la copie chiffrée…' : 'Enregistrer une autre copie…'}
        </Button>
        {isMaking && <span className="muted">La copie se prépare…</span>}
      </div>
      {made !== null && <Password made={made} />}
      {isAsking && objection !== null && (
        <ObjectionDialog
          objection={objection}
          named="C’est la personne qui demande."
          keep="Ne pas faire la copie"
          confirm="Continuer pour un autre"
          onConfirm={() => void make(false)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Password({ made: { fileNames, password, bits } }: { readonly made: Made }): ReactNode {
  return (
    <Notice tone="ok" icon={IconKey}>
      <div className={styles.body}>
        <p>
          Enregistrés : {fileNames.join(' et ')}. Voici leur mot de passe. <strong>Il n’est gardé nulle part</strong> :
          notez-le sur papier avant de quitter cette page.
        </p>
        <p className={styles.password} data-testid="copy-password">
          {password}
        </p>
        <p className="small">
          Donnez-le par une autre voie que les fichiers : de vive voix, ou par courrier s’ils partent par courriel. Sept
          mots tirés au sort, {bits} bits. Le PDF s’ouvre dans tout lecteur récent. L’archive s’ouvre avec 7-Zip
          (gratuit, 7-zip.org) : l’explorateur de Windows seul ne la déchiffre pas.
        </p>
      </div>
    </Notice>
  );
}
