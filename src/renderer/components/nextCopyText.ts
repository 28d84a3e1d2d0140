import type { Output } from '../../shared/contract/index.ts';

type Next = Pick<Output<'snapshots.status'>, 'eveningTime' | 'goesByItself' | 'awaited' | 'waitingForNetwork'>;

/** When the next copy is made, what it waits for, and what the person may do; empty where nothing is sent anywhere. */
export function nextCopyText({ eveningTime, goesByItself, awaited, waitingForNetwork }: Next): string {
  const sentences: string[] = [];
  if (awaited.length > 0) sentences.push(`Branchez ${awaited.join(' et ')}\u00a0: la copie démarre toute seule.`);
  else if (goesByItself) sentences.push(`La prochaine se fait toute seule à ${eveningTime}.`);
  if (waitingForNetwork.length > 0) {
    sentences.push(
      `Ce réseau est compté, comme celui d’un téléphone\u00a0: la copie pour ${waitingForNetwork.join(' et ')} en attend un autre.`,
      '«\u00a0Sauvegarder maintenant\u00a0» l’envoie quand même.',
    );
  }
  return sentences.join(' ');
}
