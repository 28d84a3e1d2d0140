import { expect, test } from '@jest/globals';
import { dropToast, showToast, undoToast, useToastState, type Toast } from './toast.ts';

function shown(): Toast {
  const { toast } = useToastState.getState();
  if (toast === null) throw new Error('no toast is shown');
  return toast;
}

test('what could not be taken back is said in the place of the toast', async () => {
  showToast({ text: 'Fait.', undo: async () => ({ ok: false, error: { code: 'disk-full' } }) });
  await undoToast(shown());
  expect(shown()).toMatchObject({ refusal: { code: 'disk-full' } });
  dropToast();
});

test('what was taken back leaves nothing to read', async () => {
  showToast({ text: 'Fait.', undo: async () => ({ ok: true, value: {} }) });
  await undoToast(shown());
  expect(useToastState.getState().toast).toBeNull();
});

test('a toast that came while the undo went on stays', async () => {
  showToast({
    text: 'Fait.',
    undo: async () => {
      showToast({ text: 'Autre chose.' });
      return { ok: true, value: {} };
    },
  });
  await undoToast(shown());
  expect(shown().text).toBe('Autre chose.');
});
