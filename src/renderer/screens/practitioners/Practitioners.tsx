import { IconKey, IconPencil, IconUserOff, IconUserPlus, IconUsersGroup } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Account } from '../../../shared/contract/practitioners.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { invoke } from '../../bridge.ts';
import { ActionMenu } from '../../components/ActionMenu.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Page } from '../../components/Page.tsx';
import { RefusalNotice, useRefusal } from '../../components/refusal.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useCommand } from '../../keyboard/commands.ts';
import { useContractQuery } from '../../queries.ts';
import { back } from '../../state/route.ts';
import { showToast } from '../../state/toast.ts';
import { NewAccountDialog } from './NewAccountDialog.tsx';
import { RenewDialog } from './RenewDialog.tsx';
import { TermsDialog } from './TermsDialog.tsx';
import { roleName } from './termsText.ts';

type Opened = { readonly what: 'new' } | { readonly what: 'terms' | 'renew' | 'end'; readonly account: Account };

/** Colleagues who open the vault with a passphrase of their own: what they may do, and until when. */
export function Practitioners(): ReactNode {
  const { data, error } = useContractQuery('practitioners.list', {});
  const [opened, setOpened] = useState<Opened | null>(null);
  const [refusal, refuse] = useRefusal();
  const close = (): void => setOpened(null);
  const create = (): void => setOpened({ what: 'new' });
  useCommand('new', create);

  async function end(account: Account): Promise<void> {
    close();
    const result = await invoke('practitioners.end', { accountId: account.id });
    refuse(result.ok ? null : result.error);
    if (result.ok) showToast({ text: `${account.name} n’ouvre plus le coffre.` });
  }

  return (
    <Page
      title="Accès des confrères"
      subtitle="Un remplaçant ou un collaborateur ouvre le coffre avec sa propre phrase. Il ne voit pas les dossiers des patients qui s’y opposent."
      actions={
        <>
          <Button onClick={back}>Revenir</Button>
          <Button variant="primary" icon={IconUserPlus} keys="N" onClick={create}>
            Donner un accès
          </Button>
        </>
      }
    >
      <RefusalNotice refusal={refusal ?? error?.error ?? null} />
      {!data && error === null && <Skeleton />}
      {data && (
        <Card title="Accès">
          {data.accounts.length === 0 ? (
            <EmptyState
              icon={IconUsersGroup}
              title="Vous êtes seul à ouvrir le coffre"
              text="Pour un remplacement, donnez un accès avec une date de fin plutôt que votre phrase."
              action={
                <Button size="sm" onClick={create}>
                  Donner un accès
                </Button>
              }
            />
          ) : (
            <ul>
              {data.accounts.map((account) => (
                <AccountRow key={account.id} account={account} onOpen={(what) => setOpened({ what, account })} />
              ))}
            </ul>
          )}
        </Card>
      )}
      {opened?.what === 'new' && <NewAccountDialog onClose={close} />}
      {opened?.what === 'terms' && <TermsDialog account={opened.account} onClose={close} />}
      {opened?.what === 'renew' && <RenewDialog account={opened.account} onClose={close} />}
      {opened?.what === 'end' && (
        <ConfirmDialog
          title={`Mettre fin à l’accès de ${opened.account.name}\u202f?`}
          text="Sa phrase n’ouvrira plus le coffre. Ce que les sauvegardes contiennent déjà lui reste lisible s’il en a une copie : pour l’en empêcher aussi, faites une nouvelle feuille de secours qui rend les anciens accès sans effet (Réglages, Accès)."
          keep="Garder l’accès"
          confirm="Mettre fin à l’accès"
          onConfirm={() => void end(opened.account)}
          onClose={close}
        />
      )}
    </Page>
  );
}

function AccountRow({
  account,
  onOpen,
}: {
  readonly account: Account;
  readonly onOpen: (what: 'terms' | 'renew' | 'end') => void;
}): ReactNode {
  const actions = [
    { label: 'Modifier les droits et la date de fin', icon: IconPencil, run: () => onOpen('terms') },
    { label: 'Nouvelle phrase de passe', icon: IconKey, run: () => onOpen('renew') },
    ...(account.isOpen ? [{ label: 'Mettre fin à l’accès', icon: IconUserOff, run: () => onOpen('end') }] : []),
  ];
  return (
    <li className="item">
      <div className="grow">
        <strong>{account.name}</strong>
        <p className="small muted">{accountDetail(account)}</p>
      </div>
      {account.isOpen ? <Tag tone="ok">Ouvert</Tag> : <Tag>Terminé</Tag>}
      <ActionMenu label={`Accès de ${account.name}`} icon={IconPencil} actions={actions} />
    </li>
  );
}

function accountDetail({ role, mayWrite, mayExport, lastDay }: Account): string {
  const rights = [mayWrite ? 'lit et écrit' : 'lit seulement', mayExport ? 'imprime' : 'n’imprime pas'].join(', ');
  const until = lastDay === null ? 'sans date de fin' : `jusqu’au ${formatDate(lastDay)}`;
  return `${roleName(role)}, ${rights}, ${until}`;
}
