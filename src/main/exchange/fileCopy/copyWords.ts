import type { AccessAction } from '../../../shared/contract/accessLog.ts';
import type { PatientFields } from '../../../shared/contract/patients.ts';
import type { PatientCopy } from './copySchema.ts';

/** Texts of a patient in the order in which they are read on paper. */
export const copiedTexts = [
  'familyName',
  'givenName',
  'birthName',
  'street',
  'addressComplement',
  'postcode',
  'city',
  'phone',
  'mobile',
  'email',
  'occupation',
  'hobbies',
  'doctor',
  'alerts',
  'currentTreatment',
  'medicalHistory',
  'surgicalHistory',
  'traumaHistory',
  'familyHistory',
  'medicalReports',
] as const satisfies readonly (keyof PatientFields)[];

/** What was done on a file, for the person whose it is; other actions are not about one file. */
export const copiedActions: { readonly [Action in AccessAction]?: string } = {
  'patient-created': 'a créé le dossier',
  'patient-opened': 'a ouvert le dossier',
  'patient-read': 'a lu une partie du dossier',
  'consultation-read': 'a lu une consultation',
  'document-read': 'a lu un document',
  'patient-changed': 'a modifié le dossier',
  'patient-removed': 'a mis le dossier à la corbeille',
  'patient-restored': 'a repris le dossier de la corbeille',
  'patient-archived': 'a archivé le dossier',
  'patient-taken-back': 'a repris le dossier de l’archive',
  'patient-held': 'a noté un litige',
  'patient-hold-ended': 'a noté la fin d’un litige',
  'patient-brought-back': 'a repris le dossier d’une sauvegarde',
  'patient-printed': 'a imprimé le dossier',
  'patient-exported': 'a enregistré le dossier en PDF',
  'patient-copied': 'a enregistré la copie chiffrée du dossier',
  'patient-frozen': 'a gelé le dossier',
  'patient-freeze-ended': 'a mis fin au gel du dossier',
  'consultation-created': 'a commencé une consultation',
  'consultation-changed': 'a écrit dans une consultation',
  'consultation-finished': 'a terminé une consultation',
  'consultation-moved': 'a déplacé une consultation',
  'consultation-removed': 'a mis une consultation à la corbeille',
  'consultation-restored': 'a repris une consultation de la corbeille',
  'consultation-purged': 'a détruit une consultation',
  'consultation-printed': 'a imprimé une consultation',
  'consultation-exported': 'a enregistré une consultation en PDF',
  'document-printed': 'a imprimé un document',
  'document-exported': 'a enregistré un document',
  'opposition-recorded': 'a noté une opposition au partage',
  'opposition-revoked': 'a noté le retrait d’une opposition',
  'opposition-decided': 'a répondu à une opposition',
  'opposition-lifted': 'a levé une opposition en urgence',
  'opposition-lift-ended': 'a mis fin à une levée d’opposition',
  'request-recorded': 'a noté une demande sur les données',
  'request-changed': 'a avancé une demande sur les données',
  'request-answered': 'a répondu à une demande sur les données',
  'request-sent': 'a noté l’envoi d’une réponse',
};

/** How somebody was informed, and whom an objection is about. */
export const copiedManners: Readonly<Record<string, string>> = {
  poster: 'par l’affiche de la salle d’attente',
  leaflet: 'par une notice remise',
  spoken: 'de vive voix',
  message: 'par un message',
  'every-colleague': 'À tout confrère',
  'external-hosting': 'À un hébergeur extérieur',
};

/** What a breach took from the person's data. */
export const copiedLosses: Readonly<Record<PatientCopy['breaches'][number]['of'][number], string>> = {
  confidentiality: 'confidentialité',
  integrity: 'intégrité',
  availability: 'disponibilité',
};
