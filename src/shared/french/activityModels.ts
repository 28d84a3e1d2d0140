import type { ActivityModel, RegisterField } from '../contract/register.ts';

interface Model {
  readonly title: string;
  readonly texts: readonly (readonly [RegisterField, string])[];
}

/**
 * What a practice often does outside of this program, with usual answers to read again and correct. Retention: CNIL,
 * délibération 2020-081 for appointments; LPF L102 B for accounts (6 years).
 */
export const ACTIVITY_MODELS: Readonly<Record<ActivityModel, Model>> = {
  agenda: {
    title: 'Prise de rendez-vous',
    texts: [
      ['purposes', 'Prendre, déplacer et rappeler les rendez-vous.'],
      ['legalBasis', 'Contrat de soins (RGPD, art. 6(1)(b)).'],
      ['persons', 'Patients et leurs représentants.'],
      ['data', 'Nom, prénom, téléphone, courriel, date et heure.'],
      ['retention', 'À préciser avec le service utilisé.'],
      ['processors', 'Nom du service de rendez-vous, et date de son contrat.'],
    ],
  },
  fees: {
    title: 'Honoraires et comptabilité',
    texts: [
      ['purposes', 'Établir les notes d’honoraires, tenir les recettes, déclarer.'],
      ['legalBasis', 'Obligation légale (RGPD, art. 6(1)(c) ; arrêté 83-50/A, CGI art. 99).'],
      ['persons', 'Patients et payeurs.'],
      ['data', 'Nom, date et lieu de la séance, montant, moyen de paiement.'],
      ['retention', '6 ans (LPF L102 B), 10 ans pour les pièces comptables.'],
      ['externalRecipients', 'Expert-comptable ou association de gestion, administration fiscale.'],
    ],
  },
  suppliers: {
    title: 'Fournisseurs du cabinet',
    texts: [
      ['purposes', 'Commander, payer, suivre les contrats.'],
      ['legalBasis', 'Contrat (RGPD, art. 6(1)(b)) et obligation comptable (art. 6(1)(c)).'],
      ['persons', 'Interlocuteurs des fournisseurs.'],
      ['data', 'Nom, fonction, coordonnées, factures.'],
      ['retention', 'La durée du contrat, puis 10 ans pour les pièces comptables.'],
    ],
  },
  newsletter: {
    title: 'Lettre du cabinet',
    texts: [
      ['purposes', 'Envoyer des nouvelles du cabinet aux personnes qui l’ont accepté.'],
      ['legalBasis', 'Consentement (RGPD, art. 6(1)(a)), retiré aussi simplement que donné.'],
      ['persons', 'Patients qui ont accepté.'],
      ['data', 'Nom, courriel, date et texte de l’accord.'],
      ['retention', 'Jusqu’au retrait, ou 3 ans après le dernier contact.'],
      ['processors', 'Nom du service d’envoi, et date de son contrat.'],
    ],
  },
};
