import type {
  DamageKind,
  TargetDamage,
  TargetRepair,
  TargetVerification,
} from '../../../shared/contract/targetCare.ts';

/** What is wrong, in words; what suffers from it stands beside. */
const SENTENCES: Readonly<Record<DamageKind, string>> = {
  'pack-damaged': 'Un paquet de données est abîmé',
  'chunks-missing': 'Une sauvegarde a perdu des morceaux',
  'manifest-unreadable': 'La fiche d’une sauvegarde est illisible',
  'manifest-altered': 'La fiche d’une sauvegarde a été modifiée',
  'manifest-unproven': 'Une sauvegarde n’est pas signée par ce coffre',
  'snapshot-missing': 'Une sauvegarde a disparu',
  'snapshot-returned': 'Une sauvegarde retirée est revenue',
  'snapshots-forked': 'Deux postes ont continué la même sauvegarde',
  'file-altered': 'Un fichier de secours a été modifié ou retiré',
  'mark-unreadable': 'Un fichier de service est illisible',
  'restore-failed': 'Une restauration d’essai n’a pas abouti',
  newer: 'Une sauvegarde vient d’une version plus récente du logiciel',
};

/** Names of packs are long: their beginning tells them apart. */
const NAME_SHOWN = 12;

/** "Un paquet de données est abîmé (packs/3f/3f9a…), 12 morceaux". */
export function damageText({ kind, name, chunks }: TargetDamage): string {
  const file = name.split('/').at(-1) ?? name;
  // A copy is named by its date, which stands beside.
  const isCopy = name.startsWith('snapshots/');
  const short = isCopy ? '' : ` (${file.length > 32 ? `${file.slice(0, NAME_SHOWN)}…` : file})`;
  const pieces = chunks === null ? '' : `, ${counted(chunks, 'morceau', 'morceaux')}`;
  return `${SENTENCES[kind]}${short}${pieces}`;
}

/** "Contrôle complet, rien d’abîmé". */
export function verificationText({ isFull, damaged }: TargetVerification): string {
  const kind = isFull ? 'contrôle complet' : 'contrôle rapide';
  return damaged.length === 0
    ? `${kind}, rien d’abîmé`
    : `${kind}, ${counted(damaged.length, 'défaut trouvé', 'défauts trouvés')}`;
}

/** What a repair did. */
export function repairText(repair: TargetRepair): string {
  const { packsRemoved, copiesRemoved, chunksSaved, chunksFromVault, chunksLost, damagesLeft } = repair;
  const done = [
    packsRemoved > 0 && counted(packsRemoved, 'paquet remplacé', 'paquets remplacés'),
    copiesRemoved > 0 && counted(copiesRemoved, 'sauvegarde illisible retirée', 'sauvegardes illisibles retirées'),
    chunksSaved > 0 && counted(chunksSaved, 'morceau sauvé', 'morceaux sauvés'),
    chunksFromVault > 0 && `${counted(chunksFromVault, 'morceau repris', 'morceaux repris')} du coffre`,
  ].filter((part) => part !== false);
  const lost =
    chunksLost > 0
      ? ` ${counted(chunksLost, 'morceau reste perdu', 'morceaux restent perdus')}\u00a0: d’anciennes sauvegardes ne reviennent plus.`
      : '';
  if (done.length === 0) return `Rien n’était à remplacer.${lost}`;
  const rest = damagesLeft === 0 ? ' Tout est intact.' : lost;
  return `Réparation\u00a0: ${done.join(', ')}.${rest}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('fr-FR')} ${count > 1 ? many : one}`;
}
