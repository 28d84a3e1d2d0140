import { expect, test } from '@jest/globals';
import { nextCopyText } from './nextCopyText.ts';

const quiet = { eveningTime: '19:00', goesByItself: true, awaited: [], waitingForNetwork: [] };
const ON_COUNTED_NETWORK =
  'Ce réseau est compté, comme celui d’un téléphone\u00a0: la copie pour Stockage du Test en attend un autre. ' +
  '«\u00a0Sauvegarder maintenant\u00a0» l’envoie quand même.';

test('the next copy is made by itself in the evening, or once the key is plugged in', () => {
  expect(nextCopyText(quiet)).toBe('La prochaine se fait toute seule à 19:00.');
  expect(nextCopyText({ ...quiet, awaited: ['CLÉ BLEUE'] })).toBe(
    'Branchez CLÉ BLEUE\u00a0: la copie démarre toute seule.',
  );
});

test('a host beyond a counted network gets none by itself, and the way to send it all the same is said', () => {
  const waiting = { ...quiet, waitingForNetwork: ['Stockage du Test'] };
  expect(nextCopyText({ ...waiting, goesByItself: false })).toBe(ON_COUNTED_NETWORK);
  expect(nextCopyText(waiting)).toBe(`La prochaine se fait toute seule à 19:00. ${ON_COUNTED_NETWORK}`);
});

test('where nothing may be sent to the only host, nothing is promised', () => {
  expect(nextCopyText({ ...quiet, goesByItself: false })).toBe('');
});
