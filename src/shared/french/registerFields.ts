import type { RegisterField, RegisterSheetName } from '../contract/register.ts';

/** The lines of the register as one reads them, each with the part of the law that asks for it. */
export const REGISTER_FIELDS: Readonly<Record<RegisterField, { readonly label: string; readonly source: string }>> = {
  organisation: { label: 'Organisme', source: 'RGPD, art. 30(1)(a)' },
  controller: { label: 'Responsable du traitement', source: 'RGPD, art. 30(1)(a)' },
  contact: { label: 'Contact', source: 'RGPD, art. 30(1)(a)' },
  dpo: { label: 'Délégué à la protection des données', source: 'RGPD, art. 30(1)(a) et 37' },
  jointControllers: { label: 'Responsables conjoints', source: 'RGPD, art. 30(1)(a) et 26' },
  software: { label: 'Logiciel ou support', source: 'Modèle de registre de la CNIL' },
  purposes: { label: 'Finalités', source: 'RGPD, art. 30(1)(b)' },
  legalBasis: { label: 'Base légale', source: 'RGPD, art. 6 et 9' },
  persons: { label: 'Personnes concernées', source: 'RGPD, art. 30(1)(c)' },
  data: { label: 'Données', source: 'RGPD, art. 30(1)(c)' },
  sensitiveData: { label: 'Données sensibles', source: 'RGPD, art. 9' },
  source: { label: 'Origine des données', source: 'RGPD, art. 14(2)(f)' },
  retention: { label: 'Durée de conservation', source: 'RGPD, art. 30(1)(f)' },
  internalRecipients: { label: 'Destinataires dans le cabinet', source: 'RGPD, art. 30(1)(d)' },
  externalRecipients: { label: 'Destinataires extérieurs', source: 'RGPD, art. 30(1)(d)' },
  processors: { label: 'Sous-traitants', source: 'RGPD, art. 28 et 30(1)(d)' },
  transfers: { label: 'Transferts hors de l’Union', source: 'RGPD, art. 30(1)(e)' },
  accessControl: { label: 'Contrôle des accès', source: 'RGPD, art. 32(1)(b)' },
  encryption: { label: 'Chiffrement', source: 'RGPD, art. 32(1)(a)' },
  traceability: { label: 'Traçabilité', source: 'RGPD, art. 32 ; CNIL, journalisation' },
  backup: { label: 'Sauvegarde', source: 'RGPD, art. 32(1)(c) et (d)' },
  processorControl: { label: 'Contrôle des sous-traitants', source: 'RGPD, art. 28 ; L1111-8 CSP' },
  security: { label: 'Mesures de sécurité', source: 'RGPD, art. 30(1)(g)' },
};

/** Lines of the common page, in order. */
export const COMMON_FIELDS = [
  'organisation',
  'controller',
  'contact',
  'dpo',
  'jointControllers',
  'accessControl',
  'encryption',
  'traceability',
  'backup',
  'processorControl',
] as const satisfies readonly RegisterField[];

/** Lines of each activity's sheet, in order. */
export const ACTIVITY_FIELDS = [
  'purposes',
  'legalBasis',
  'persons',
  'data',
  'sensitiveData',
  'source',
  'retention',
  'internalRecipients',
  'externalRecipients',
  'processors',
  'transfers',
  'security',
  'software',
  'jointControllers',
] as const satisfies readonly RegisterField[];

/** The lines that a sheet has. */
export function fieldsOf(sheet: RegisterSheetName): readonly RegisterField[] {
  return sheet === 'common' ? COMMON_FIELDS : ACTIVITY_FIELDS;
}

/** What stands in a line of which nothing is said: for some it is missing, since the law always asks for it. */
export function emptyText(field: RegisterField): string {
  return MISSING.has(field) ? 'À compléter dans Réglages, Cabinet' : 'Sans objet';
}

const MISSING: ReadonlySet<RegisterField> = new Set(['organisation', 'controller', 'contact']);
