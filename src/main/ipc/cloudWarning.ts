import { dirname } from 'node:path';
import type { HostServices } from '../host/port.ts';

const WARNING =
  'Ce dossier est copié chez un hébergeur non certifié pour la santé. Choisissez-en un autre, ou le même pour confirmer.';

/**
 * The same host, whose save dialog comes back with a warning where the place chosen lies in a folder that a program
 * copies to somebody's cloud (L1111-8 CSP); chosen a second time it is taken. Every export goes through here.
 */
export function warnOfCloud(host: HostServices, liesInCloudFolder: (folder: string) => boolean): HostServices {
  return {
    ...host,
    chooseSavePath: async (options) => {
      const chosen = await host.chooseSavePath(options);
      if (chosen === null || !liesInCloudFolder(dirname(chosen))) return chosen;
      return host.chooseSavePath({ ...options, title: WARNING });
    },
  };
}
