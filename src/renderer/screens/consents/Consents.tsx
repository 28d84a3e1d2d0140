import { IconWritingSign } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { ConsentPurpose } from '../../../shared/contract/consents.ts';
import { legalDayText } from '../../../shared/domain/legalDay.ts';
import { counted } from '../../../shared/french/counted.ts';
import { invoke } from '../../bridge.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { useContractQuery } from '../../queries.ts';
import { useTimeZone } from '../../state/practiceTime.ts';
import { back } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import styles from './Consents.module.css';
import { PeopleDialog } from './PeopleDialog.tsx';
import { PurposeDialog } from './PurposeDialog.tsx';

type Opened = { readonly what: 'new' } | { readonly what: 'text' | 'people'; readonly purpose: ConsentPurpose };

/** What patients are asked to agree to beyond care: the texts, their versions, and who said yes. */
export function Consents(): ReactNode {
  const { data, error } = useContractQuery('consents.purposes', {});
  const [opened, setOpened] = useState<Opened | null>(null);
  const [refusal, refuse] = useRefusal();
  const close = (): void => setOpened(null);
  const begin = (): void => setOpened({ what: 'new' });
  useCommand('new', begin);

  async function setOpen({ id: purposeId, name }: ConsentPurpose, isOpen: boolean): Promise<void> {
    const result = await invoke('consents.setOpen', { purposeId, isOpen });
    refuse(result.ok ? null : result.error);
    if (result.ok)
      showToast({
        text: isOpen ? `${name} est de nouveau demandé.` : `${name} n’est plus demandé.`,
        undo: () => invoke('consents.setOpen', { purposeId, isOpen: !isOpen }),
      });
  }

  return (
    <Page
      title="Accords"
      subtitle="Ce qui va au-delà des soins demande un accord libre, éclairé, et qu’on retire aussi simplement (articles 4, 7 et 9 du RGPD)."
      actions={
        <>
          <Button onClick={back}>Revenir</Button>
          <Button variant="primary" icon={IconWritingSign} keys="N" onClick={begin}>
            Demander un accord
          </Button>
        </>
      }
    >
      <RefusalNotice refusal={refusal ?? error?.error ?? null} />
      {!data && error === null && <Skeleton lines={5} />}
      {data && (
        <div className={styles.cards}>
          {data.purposes.length === 0 && (
            <Card>
              <EmptyState
                icon={IconWritingSign}
                title="Aucun accord n’est demandé"
                text="Lettre du cabinet, rappels, photographies, recherche : des textes sont prêts à être relus."
              />
            </Card>
          )}
          {data.purposes.map((purpose) => (
            <PurposeCard
              key={purpose.id}
              purpose={purpose}
              onOpen={(what) => setOpened({ what, purpose })}
              onSetOpen={(isOpen) => void setOpen(purpose, isOpen)}
            />
          ))}
        </div>
      )}
      {opened?.what === 'new' && <PurposeDialog onClose={close} />}
      {opened?.what === 'text' && <PurposeDialog purpose={opened.purpose} onClose={close} />}
      {opened?.what === 'people' && <PeopleDialog purpose={opened.purpose} onClose={close} />}
    </Page>
  );
}

function PurposeCard({
  purpose,
  onOpen,
  onSetOpen,
}: {
  readonly purpose: ConsentPurpose;
  readonly onOpen: (what: 'text' | 'people') => void;
  readonly onSetOpen: (isOpen: boolean) => void;
}): ReactNode {
  const zone = useTimeZone();
  const [last, ...former] = purpose.texts;
  const named = (verb: string): string => `${verb}\u00a0: ${purpose.name}`;
  return (
    <Card
      title={purpose.name}
      aside={
        <span className="row">
          {!purpose.isOpen && <Tag>N’est plus demandé</Tag>}
          <span className="soft">{counted(purpose.consenting, 'accord en vigueur', 'accords en vigueur')}</span>
        </span>
      }
      padded
    >
      {last && (
        <>
          <p className={styles.text} tabIndex={0} role="group" aria-label={`Texte de ${purpose.name}`}>
            {last.body}
          </p>
          <p className="small muted">
            Texte {last.version} du {legalDayText(last.writtenAt, zone)}
            {last.isUsed ? '. Il a servi\u00a0: le modifier en fait un nouveau.' : '. Personne ne l’a encore accepté.'}
          </p>
        </>
      )}
      {former.length > 0 && (
        <details className={styles.versions}>
          <summary className="small">{counted(former.length, 'ancien texte', 'anciens textes')}</summary>
          {former.map(({ id, version, body, writtenAt }) => (
            <div key={id}>
              <p className="small muted">
                Texte {version} du {legalDayText(writtenAt, zone)}
              </p>
              <p className={styles.text}>{body}</p>
            </div>
          ))}
        </details>
      )}
      <div className={styles.actions}>
        <Button size="sm" onClick={() => onOpen('people')} aria-label={named('Qui a donné son accord')}>
          Qui a donné son accord
        </Button>
        {purpose.isOpen && (
          <Button size="sm" variant="quiet" onClick={() => onOpen('text')} aria-label={named('Modifier le texte')}>
            Modifier le texte
          </Button>
        )}
        <Button
          size="sm"
          variant="quiet"
          onClick={() => onSetOpen(!purpose.isOpen)}
          aria-label={named(purpose.isOpen ? 'Ne plus demander' : 'Demander de nouveau')}
        >
          {purpose.isOpen ? 'Ne plus demander' : 'Demander de nouveau'}
        </Button>
      </div>
    </Card>
  );
}
