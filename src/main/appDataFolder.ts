import envPaths from 'env-paths';

/** Where settings and, by default, the vault live: OSTEOCOFFRE_DATA, else the system's own place for programs' data. */
export function appDataFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env['OSTEOCOFFRE_DATA'] ?? envPaths('OsteoCoffre', { suffix: '' }).data;
}
