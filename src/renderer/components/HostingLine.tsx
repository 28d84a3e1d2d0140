import { IconCloudLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { HostingState } from '../../shared/contract/hosting.ts';
import { useContractQuery } from '../queries.ts';
import { navigate } from '../state/route.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

/** The certified host in one sentence, and the way to its page. */
export function HostingLine(): ReactNode {
  const { data } = useContractQuery('hosting.state', {});
  if (data === undefined) return null;
  const { tone, text } = told(data);
  return (
    <Notice
      tone={tone}
      icon={IconCloudLock}
      action={
        <Button size="sm" onClick={() => navigate({ screen: 'hosting' })}>
          Hébergeur HDS
        </Button>
      }
    >
      {text}
    </Notice>
  );
}

function told(state: HostingState): { readonly tone: 'plain' | 'warn' | 'danger'; readonly text: string } {
  const { attestation, access, standing, daysLeft, isObjected } = state;
  if (attestation === null && access === null)
    return { tone: 'plain', text: 'Contre le vol et l’incendie\u00a0: une copie chiffrée chez un hébergeur certifié.' };
  if (isObjected) return { tone: 'danger', text: 'Un patient s’oppose à l’hébergement externe. Rien ne part.' };
  if (standing === 'elsewhere')
    return { tone: 'danger', text: 'L’attestation de l’hébergeur est d’une autre adresse. Rien ne part.' };
  if (standing === 'expired') return { tone: 'danger', text: 'L’attestation de l’hébergeur a expiré. Rien ne part.' };
  if (standing === 'expires-soon')
    return { tone: 'warn', text: `L’attestation de l’hébergeur expire dans ${daysLeft ?? 0} jours.` };
  if (access === null || state.headTime === null)
    return { tone: 'plain', text: 'L’hébergeur n’est pas encore prêt\u00a0: terminez sa mise en place.' };
  if (state.waitsForNetwork)
    return { tone: 'plain', text: 'Ce réseau est compté\u00a0: rien n’y part sans votre demande.' };
  return { tone: 'plain', text: `${attestation?.hostName ?? 'L’hébergeur'} reçoit aussi chaque copie.` };
}
