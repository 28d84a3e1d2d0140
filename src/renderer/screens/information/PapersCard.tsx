import { IconDeviceFloppy, IconPrinter } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type {
  InformationLanguage,
  InformationPaper,
  InformationPaperKind,
} from '../../../shared/contract/information.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { invoke } from '../../bridge.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useTimeZone } from '../../state/practiceTime.ts';
import { navigate } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import styles from './Information.module.css';

const PAPERS: readonly { readonly kind: InformationPaperKind; readonly name: string; readonly use: string }[] = [
  { kind: 'poster-a4', name: 'Affiche A4', use: 'L’essentiel, lisible à 1,50 m' },
  { kind: 'poster-a3', name: 'Affiche A3', use: 'Tous les points, lisible à 1,50 m' },
  { kind: 'leaflet', name: 'Feuille à remettre', use: 'Le texte complet, sur une page A4' },
];

const LANGUAGES = [
  { value: 'fr', label: 'Français' },
  { value: 'en', label: 'Anglais' },
] as const;

/** The posters and the leaflet, made from the register when they are printed or saved, and kept. */
export function PapersCard({
  papers,
  website,
}: {
  readonly papers: readonly InformationPaper[];
  readonly website: string;
}): ReactNode {
  const [language, setLanguage] = useState<InformationLanguage>('fr');
  const [isBusy, setBusy] = useState(false);
  const [refusal, refuse] = useRefusal();

  async function act(kind: InformationPaperKind, method: 'documents.print' | 'documents.save'): Promise<void> {
    setBusy(true);
    const made = await invoke('information.make', { kind, language });
    const result = made.ok ? await invoke(method, { documentId: made.value.documentId }) : made;
    setBusy(false);
    refuse(result.ok || result.error.code === 'file-not-chosen' ? null : result.error);
    if (result.ok && method === 'documents.save') showToast({ text: 'PDF enregistré.' });
  }

  return (
    <Card
      title="Affiches et feuille"
      aside={<Segmented label="Langue" choices={LANGUAGES} value={language} onChange={setLanguage} />}
    >
      <ul>
        {PAPERS.map(({ kind, name, use }) => (
          <PaperRow
            key={kind}
            name={name}
            use={use}
            last={papers.find((paper) => paper.kind === kind && paper.language === language)}
            isBusy={isBusy}
            onAct={(method) => void act(kind, method)}
          />
        ))}
      </ul>
      <p className={styles.note}>
        {website === ''
          ? 'Avec l’adresse de votre site, un code QR mène au texte complet. '
          : `Le code QR mène à ${website}. Mettez-y le texte complet. `}
        <LinkButton onClick={() => navigate({ screen: 'settings', section: 'practice' })}>
          {website === '' ? 'Ajouter le site' : 'Changer le site'}
        </LinkButton>
        {language === 'en' && ' Ce que vous avez ajouté au registre avec vos mots y est annoncé, sans y être cité.'}
      </p>
      <RefusalNotice refusal={refusal} />
    </Card>
  );
}

function PaperRow({
  name,
  use,
  last,
  isBusy,
  onAct,
}: {
  readonly name: string;
  readonly use: string;
  readonly last: InformationPaper | undefined;
  readonly isBusy: boolean;
  readonly onAct: (method: 'documents.print' | 'documents.save') => void;
}): ReactNode {
  const zone = useTimeZone();
  return (
    <li className="item">
      <div className="grow">
        <strong>{name}</strong>
        <p className="small muted">
          {use}
          {last !== undefined && `. Version ${last.version} du ${legalDayText(last.at, zone)}`}
        </p>
      </div>
      {last !== undefined && !last.isCurrent && <Tag tone="warn">À refaire</Tag>}
      <Button
        size="sm"
        icon={IconPrinter}
        disabled={isBusy}
        aria-label={`Imprimer\u00a0: ${name}`}
        onClick={() => onAct('documents.print')}
      >
        Imprimer
      </Button>
      <Button
        size="sm"
        variant="quiet"
        icon={IconDeviceFloppy}
        disabled={isBusy}
        aria-label={`Enregistrer en PDF\u00a0: ${name}`}
        onClick={() => onAct('documents.save')}
      >
        Enregistrer
      </Button>
    </li>
  );
}
