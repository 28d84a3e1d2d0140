import { expect, test } from '@jest/globals';
import { HOST_PRESETS } from './presets.ts';
import { presetOf } from '../../../shared/domain/presetOf.ts';

test('an address is known as its host’s, in whatever region, and another’s is not', () => {
  for (const preset of HOST_PRESETS)
    for (const region of [...preset.regions, 'une-autre']) {
      const endpoint = preset.endpoint.replace('{region}', region).replace('…', 'cabinet');
      expect(presetOf(HOST_PRESETS, endpoint)?.name).toBe(preset.name);
      expect(presetOf(HOST_PRESETS, `${endpoint}.exemple.fr`)).toBeNull();
    }
  expect(presetOf(HOST_PRESETS, '')).toBeNull();
});
