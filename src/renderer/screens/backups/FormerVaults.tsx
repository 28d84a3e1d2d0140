import { IconArchive } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { momentText } from '../../components/momentText.ts';
import { Notice } from '../../components/Notice.tsx';
import { useContractMutation, useContractQuery } from '../../queries.ts';
import { useTimeZone, useToday } from '../../state/practiceTime.ts';
import { lowered } from '../../../shared/french/firstLetter.ts';

/** Vaults that a restore kept aside: they stay until the person says that the restored one is right. */
export function FormerVaults(): ReactNode {
  const { data } = useContractQuery('snapshots.formerVaults', {});
  const drop = useContractMutation('snapshots.dropFormerVault');
  const [asked, setAsked] = useState<number | null>(null);
  const zone = useTimeZone();
  const today = useToday();
  const nameOf = (since: number): string => {
    const { day, time } = momentText(since, zone, today);
    return `${lowered(day)} à ${time}`;
  };
  return (
    <>
      {data?.since.map((since) => (
        <Notice
          key={since}
          tone="warn"
          icon={IconArchive}
          action={
            <Button size="sm" onClick={() => setAsked(since)}>
              Supprimer l’ancien coffre
            </Button>
          }
        >
          Restauration faite {nameOf(since)}. L’ancien coffre est gardé de côté tant que vous ne confirmez pas.
        </Notice>
      ))}
      {asked !== null && (
        <ConfirmDialog
          title={'Supprimer l’ancien coffre\u202f?'}
          text={`Celui qui a été mis de côté ${nameOf(asked)} ne pourra plus revenir.`}
          keep="Le garder"
          confirm="Supprimer l’ancien coffre"
          onClose={() => setAsked(null)}
          onConfirm={() => {
            setAsked(null);
            drop.mutate({ since: asked });
          }}
        />
      )}
    </>
  );
}
