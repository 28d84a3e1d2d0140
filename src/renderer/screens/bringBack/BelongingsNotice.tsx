import { IconPaperclip } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FileBelongings } from '../../../shared/contract/bringBack.ts';
import { counted } from '../../../shared/french/counted.ts';
import { Notice } from '../../components/Notice.tsx';

/** What comes along beside the texts of a file, and what does not; null for a file that is there today. */
export function BelongingsNotice({ belongings }: { readonly belongings: FileBelongings | null }): ReactNode {
  return (
    <Notice icon={IconPaperclip}>
      {belongings === null
        ? 'Les accords, oppositions, documents gardés et le numéro de sécurité sociale ne sont ni comparés ni rapportés : ceux d’aujourd’hui restent.'
        : `${comingText(belongings)} Ne reviennent pas : les demandes sur ses données, et le gel qu’elles avaient posé.`}
    </Notice>
  );
}

function comingText({ oppositions, consents, documents, nir }: FileBelongings): string {
  const parts = [
    oppositions > 0 && counted(oppositions, 'opposition au partage', 'oppositions au partage'),
    consents > 0 && counted(consents, 'accord'),
    documents > 0 && counted(documents, 'document gardé', 'documents gardés'),
    nir === 'comes' && 'le numéro de sécurité sociale',
  ].filter((part) => part !== false);
  const coming =
    parts.length === 0
      ? 'La copie n’a ni accord, ni opposition, ni document de ce dossier.'
      : `Reviennent aussi : ${parts.join(', ')}.`;
  return nir === 'stays'
    ? `${coming} Le numéro de sécurité sociale reste dans la copie : le cabinet ne s’en sert plus.`
    : coming;
}
