import type { DocumentKind } from '../contract/documents.ts';

/** What each kind of kept document is called. */
export const DOCUMENT_KINDS: Readonly<Record<DocumentKind, string>> = {
  register: 'Registre des traitements',
  notice: 'Affiche d’information',
  leaflet: 'Feuille d’information',
  consent: 'Accord',
  opposition: 'Opposition',
  request: 'Demande',
  answer: 'Réponse à une demande',
  refusal: 'Refus motivé',
  'proof-of-sending': 'Preuve d’envoi',
  'certificate-of-destruction': 'Certificat de destruction',
  'breach-notice': 'Notification de violation',
  'breach-letter': 'Lettre après une violation',
  'hosting-contract': 'Contrat d’hébergement',
  'inspection-binder': 'Dossier de contrôle',
};
