import { VERBS } from './verbs/index.ts';

/** The help: every verb with its operands, then what all of them understand. */
export function usage(): string {
  const calls = VERBS.map(({ name, operands, summary }) => ({ call: [name, ...operands].join(' '), summary }));
  const width = Math.max(...calls.map(({ call }) => call.length));
  return [
    'Usage\u00a0: osteocoffre COMMANDE ...',
    '',
    ...calls.map(({ call, summary }) => `  ${call.padEnd(width)}  ${summary}`),
    '',
    '  --json                    réponse en JSON sur la sortie standard',
    '  --passphrase-file F       phrase de passe dans le fichier F (sinon demandée, sans écho)',
    '  --recovery-key-file F     ouvre avec la clé de secours du fichier F',
    '  --new-passphrase-file F   nouvelle phrase de passe dans le fichier F',
    '  --s3-credentials-file F   clés d’une destination s3:https://adresse/espace/dossier (JSON)',
    '',
    'Code de fin\u00a0: 0 fait, 1 refusé ou échoué, 2 commande mal écrite.',
    '',
  ].join('\n');
}
