import type { SourceFinding } from '../../../shared/contract/snapshots.ts';
import type { OpenedSource } from './openedSource.ts';

/** True where the secret that was given is the newest one there. */
export function fitsToday({ isFormerAccess, findings }: OpenedSource): boolean {
  return !isFormerAccess && !findings.includes('newer-closed');
}

/** Which of the accesses fits: that of today, or of which time. */
export function fitText(opened: OpenedSource): string {
  const isPhrase = opened.secret.kind === 'passphrase';
  const access = isPhrase ? 'Cette phrase' : 'Cette feuille';
  if (opened.findings.includes('newer-closed')) return `${access} est d’avant le dernier chiffrement à neuf du coffre.`;
  if (opened.isFormerAccess) return `${access} est celle d’une autre époque. Le coffre restauré s’ouvrira avec elle.`;
  return `${access} est la dernière connue de cette sauvegarde. Le coffre restauré s’ouvrira avec elle.`;
}

/** What must be known before anything is restored from there. */
export function findingText(finding: SourceFinding, label: string): string {
  return findings[finding].replaceAll('LABEL', label);
}

const findings: Readonly<Record<SourceFinding, string>> = {
  'other-vault': 'LABEL garde les sauvegardes d’un autre coffre que celui de ce poste.',
  'rolled-back':
    'LABEL est revenue en arrière\u00a0: ce coffre y avait fait des sauvegardes plus récentes, qui n’y sont plus.',
  'newer-closed': 'Des sauvegardes plus récentes sont là, que cet accès n’ouvre pas.',
  incomplete:
    'Il manque des sauvegardes sur LABEL, ou certaines sont illisibles. Celles de la liste sont entières d’après leur sceau.',
  unproven:
    'Certaines sauvegardes de LABEL ne viennent pas de ce coffre, ou ont été modifiées. Elles sont laissées de côté.',
  'newer-program':
    'Certaines sauvegardes viennent d’une version plus récente du logiciel. Mettez-le à jour pour les voir.',
};
