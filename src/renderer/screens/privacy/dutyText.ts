import type { Duty, DutyFinding } from '../../../shared/contract/privacy.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { counted } from '../../../shared/french/counted.ts';
import { REQUEST_KINDS } from '../../../shared/french/requestKinds.ts';
import type { Route } from '../../state/route.ts';

/** A duty as a line of the page: what, how it stands, when, and the door to it. */
export interface DutyLine {
  readonly title: string;
  readonly detail: string;
  readonly when: string;
  readonly door: string;
  readonly route: Route;
}

const TEXTS: Readonly<Record<DutyFinding, (duty: Duty) => DutyLine>> = {
  'access-log-kept': (duty) => ({
    title: 'Journal d’accès',
    detail: `${counted(duty.count ?? 0, 'entrée')}, enchaînées pour qu’aucune ne puisse disparaître`,
    when: since(duty),
    door: 'Lire',
    route: { screen: 'accessLog' },
  }),
  'access-log-broken': () => ({
    title: 'Le journal d’accès est incomplet',
    detail: 'Une entrée manque ou a été modifiée en dehors du logiciel',
    when: '',
    door: 'Lire',
    route: { screen: 'accessLog' },
  }),
  'register-missing': () => ({
    title: 'Registre des traitements',
    detail: 'Il est rempli d’après vos réglages. Relisez-le et enregistrez une première version',
    when: '',
    door: 'Relire',
    route: { screen: 'register' },
  }),
  'register-changed': ({ count, on }) => ({
    title: 'Le registre des traitements a changé',
    detail: `${counted(count ?? 0, 'ligne diffère', 'lignes diffèrent')} de la dernière version${on === null ? '' : `, du ${formatDate(on)}`}`,
    when: '',
    door: 'Relire',
    route: { screen: 'register' },
  }),
  'register-current': ({ count, on }) => ({
    title: 'Registre des traitements',
    detail: `Version ${count ?? 1}, conforme à ce que le coffre contient`,
    when: on === null ? '' : `relu le ${formatDate(on)}`,
    door: 'Ouvrir',
    route: { screen: 'register' },
  }),
  'breach-to-notify': ({ count, on, subject, state }) => ({
    title: `Notifier la violation n°\u00a0${count ?? 0} à la CNIL`,
    detail: `${state === 'late' ? 'Les 72 heures sont passées. Notifiez, et dites pourquoi' : 'Dans les 72 heures de sa découverte'} (article 33 du RGPD)`,
    when: on === null ? '' : `avant le ${formatDate(on)}`,
    door: 'Notifier',
    route: breachRoute(subject),
  }),
  'breach-to-tell': ({ count, subject }) => ({
    title: `Informer les personnes de la violation n°\u00a0${count ?? 0}`,
    detail: 'Le risque est élevé\u00a0: chacune est informée dans les meilleurs délais (article 34 du RGPD)',
    when: '',
    door: 'Informer',
    route: breachRoute(subject),
  }),
  'breach-to-close': ({ count, subject }) => ({
    title: `Conclure la violation n°\u00a0${count ?? 0}`,
    detail: 'Rien d’urgent n’y reste. Complétez-la, puis notez ce que vous en retenez',
    when: '',
    door: 'Conclure',
    route: breachRoute(subject),
  }),
  'host-certificate-missing': () => ({
    title: 'Aucune attestation HDS n’est notée pour l’hébergeur',
    detail: 'Rien ne part avant (article L1111-8 du Code de la santé publique)',
    when: '',
    door: 'Noter',
    route: { screen: 'hosting' },
  }),
  'host-certificate-elsewhere': () => ({
    title: 'L’attestation HDS a été relevée pour une autre adresse',
    detail: 'Rien ne part avant que le certificat du nouvel hébergeur soit relu',
    when: '',
    door: 'Relire',
    route: { screen: 'hosting' },
  }),
  'host-certificate-over': ({ on }) => ({
    title: 'L’attestation HDS de l’hébergeur a expiré',
    detail: 'Plus rien ne part avant la nouvelle',
    when: on === null ? '' : `le ${formatDate(on)}`,
    door: 'Renouveler',
    route: { screen: 'hosting' },
  }),
  'host-certificate-ends': ({ on }) => ({
    title: 'L’attestation HDS de l’hébergeur expire bientôt',
    detail: 'Demandez-lui la nouvelle\u00a0: sans elle, plus rien ne part',
    when: on === null ? '' : `le ${formatDate(on)}`,
    door: 'Renouveler',
    route: { screen: 'hosting' },
  }),
  'host-contract-missing': () => ({
    title: 'Le contrat de l’hébergeur n’est pas dans le coffre',
    detail: 'Joignez-le\u00a0: un contrôle le demande avec le certificat (article 28 du RGPD)',
    when: '',
    door: 'Joindre',
    route: { screen: 'hosting' },
  }),
  'host-certified': ({ on }) => ({
    title: 'Hébergeur certifié',
    detail: 'Certificat et contrat sont notés dans le coffre',
    when: on === null ? '' : `jusqu’au ${formatDate(on)}`,
    door: 'Voir',
    route: { screen: 'hosting' },
  }),
  'pc-to-check': ({ on }) => ({
    title: 'Vérifier la sécurité du poste',
    detail: 'Deux fois par an\u00a0: disque chiffré, antivirus, mises à jour, clés USB (article 32 du RGPD)',
    when: on === null ? 'jamais faite' : `dernière le ${formatDate(on)}`,
    door: 'Vérifier',
    route: { screen: 'pcCheck' },
  }),
  'pc-to-put-right': ({ count, on }) => ({
    title: `${counted(count ?? 0, 'point')} à corriger sur le poste`,
    detail: 'Chaque point dit quoi faire, en mots simples',
    when: on === null ? '' : `vus le ${formatDate(on)}`,
    door: 'Corriger',
    route: { screen: 'pcCheck' },
  }),
  'pc-to-complete': ({ count, on }) => ({
    title: 'Vérification du poste à compléter',
    detail: `${counted(count ?? 0, 'point')} sans réponse. La page dit où regarder`,
    when: on === null ? '' : `faite le ${formatDate(on)}`,
    door: 'Compléter',
    route: { screen: 'pcCheck' },
  }),
  'pc-checked': ({ count, on }) => ({
    title: 'Sécurité du poste',
    detail: `${counted(count ?? 0, 'point')} en ordre`,
    when: on === null ? '' : `vérifiée le ${formatDate(on)}`,
    door: 'Voir',
    route: { screen: 'pcCheck' },
  }),
  'breaches-kept': ({ count, on }) => ({
    title: 'Registre des violations',
    detail:
      count === 0 ? 'Aucune violation inscrite' : counted(count ?? 0, 'violation inscrite', 'violations inscrites'),
    when: on === null ? '' : `dernière le ${formatDate(on)}`,
    door: 'Voir',
    route: { screen: 'breaches' },
  }),
  'request-late': ({ displayName, on, subject, requestKind }) => ({
    title: requestTitle(requestKind, displayName),
    detail: `La réponse est en retard${on === null ? '' : `, elle était due le ${formatDate(on)}`}`,
    when: '',
    door: 'Répondre',
    route: requestRoute(subject),
  }),
  'request-waiting': ({ displayName, on, subject, requestKind }) => ({
    title: requestTitle(requestKind, displayName),
    detail: 'À répondre, puis à envoyer',
    when: on === null ? '' : `avant le ${formatDate(on)}`,
    door: 'Répondre',
    route: requestRoute(subject),
  }),
  'requests-answered': ({ count, on }) => ({
    title: 'Demandes sur les données',
    detail:
      count === 0
        ? 'Aucune réponse pour l’instant. Notez une demande dès qu’elle arrive'
        : `${counted(count ?? 0, 'demande close', 'demandes closes')}, avec la preuve de la réponse`,
    when: on === null ? '' : `dernière reçue le ${formatDate(on)}`,
    door: 'Voir',
    route: { screen: 'requests' },
  }),
  'files-frozen': ({ count }) => ({
    title: counted(count ?? 0, 'dossier gelé', 'dossiers gelés'),
    detail: 'Rien n’y est changé ni détruit, à la demande du patient (article 18 du RGPD)',
    when: '',
    door: 'Voir',
    route: { screen: 'requests' },
  }),
  'notice-missing': () => ({
    title: 'Affiche d’information',
    detail: 'Elle est rédigée d’après le registre. Imprimez-la pour la salle d’attente',
    when: '',
    door: 'Préparer',
    route: { screen: 'information' },
  }),
  'notice-outdated': ({ count, on }) => ({
    title: 'L’affiche d’information n’est plus à jour',
    detail: `Ce que dit la version ${count ?? 1} a changé depuis`,
    when: on === null ? '' : `faite le ${formatDate(on)}`,
    door: 'Refaire',
    route: { screen: 'information' },
  }),
  'notice-current': ({ count, on }) => ({
    title: 'Affiche d’information',
    detail: `Version ${count ?? 1}, conforme au registre`,
    when: on === null ? '' : `faite le ${formatDate(on)}`,
    door: 'Imprimer',
    route: { screen: 'information' },
  }),
  'patients-not-informed': ({ count }) => ({
    title: `${counted(count ?? 0, 'patient')} sans note d’information`,
    detail: 'Notez quand et comment ils ont été informés, en une fois si l’affiche est posée',
    when: '',
    door: 'Noter',
    route: { screen: 'information' },
  }),
  'patients-informed': ({ count }) => ({
    title: 'Information des patients',
    detail: `Notée dans ${counted(count ?? 0, 'dossier')}`,
    when: '',
    door: 'Voir',
    route: { screen: 'information' },
  }),
  'files-to-purge': ({ count }) => ({
    title: `${counted(count ?? 0, 'dossier arrive', 'dossiers arrivent')} au bout de la conservation`,
    detail: 'À détruire, ou à garder si un litige est en cours',
    when: '',
    door: 'Examiner',
    route: { screen: 'retention' },
  }),
  'files-to-archive': ({ count }) => ({
    title: `${counted(count ?? 0, 'dossier')} à archiver`,
    detail: 'La durée active est passée. Ils quittent les listes et la recherche',
    when: '',
    door: 'Examiner',
    route: { screen: 'retention' },
  }),
  'files-in-time': ({ count }) => ({
    title: 'Conservation des dossiers',
    detail: `Aucun dossier n’est arrivé à son terme, ${counted(count ?? 0, 'dossier')} dans l’archive`,
    when: '',
    door: 'Voir',
    route: { screen: 'retention' },
  }),
  'oppositions-kept': ({ count, on }) => ({
    title: 'Oppositions au partage',
    detail:
      count === 0
        ? 'Aucune. Notez-les quand un patient vous le dit'
        : `${counted(count ?? 0, 'patient concerné', 'patients concernés')}, respectées dans tout le logiciel`,
    when: on === null ? '' : `dernière le ${formatDate(on)}`,
    door: 'Voir',
    route: { screen: 'oppositions' },
  }),
  'consents-kept': ({ count }) => ({
    title: 'Accords',
    detail:
      count === 0
        ? 'Aucun pour l’instant. Recherche, lettre, photos, rappels\u00a0: rien sans accord'
        : `${counted(count ?? 0, 'accord en vigueur', 'accords en vigueur')}, chacun avec le texte qui a été montré`,
    when: '',
    door: 'Voir',
    route: { screen: 'consents' },
  }),
  'opposition-to-examine': ({ displayName, on }) => ({
    title: `Opposition à l’hébergement de ${displayName ?? ''}`,
    detail: `${on === null ? '' : `Dite le ${formatDate(on)}. `}Rien n’est envoyé à l’hébergeur tant que vous n’avez pas répondu`,
    when: '',
    door: 'Répondre',
    route: { screen: 'oppositions' },
  }),
};

/** The French of a duty. */
export function dutyLine(duty: Duty): DutyLine {
  return TEXTS[duty.finding](duty);
}

function breachRoute(subject: string | null): Route {
  return subject === null ? { screen: 'breaches' } : { screen: 'breaches', breachId: subject };
}

function requestRoute(requestId: string | null): Route {
  return requestId === null ? { screen: 'requests' } : { screen: 'request', requestId };
}

function since({ on }: Duty): string {
  return on === null ? '' : `depuis le ${formatDate(on)}`;
}

/** "Accès au dossier, Marie Lefèvre", as the page of the request is headed. */
function requestTitle(kind: Duty['requestKind'], displayName: string | null): string {
  return `${kind === undefined ? 'Demande' : REQUEST_KINDS[kind]}, ${displayName ?? 'dossier détruit depuis'}`;
}
