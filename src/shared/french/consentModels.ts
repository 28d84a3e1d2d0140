import type { ConsentKind } from '../contract/consents.ts';

/** A purpose as it may be begun with; the practitioner changes name and text before anybody is shown it. */
export interface ConsentModel {
  readonly kind: ConsentKind;
  readonly name: string;
  readonly body: string;
}

const REST =
  'Je peux refuser sans que mes soins changent, et retirer mon accord à tout moment, aussi simplement que je le donne.';

/**
 * What the CNIL asks of a consent (art. 4(11) and 7 RGPD): one purpose each, what is used, by whom, for how long, that it
 * is free and can be withdrawn.
 */
export const CONSENT_MODELS: readonly ConsentModel[] = [
  {
    kind: 'newsletter',
    name: 'Lettre du cabinet',
    body: `J’accepte que le cabinet m’écrive à mon adresse de courriel pour me donner de ses nouvelles\u00a0: horaires, conseils généraux, ateliers. Mon adresse n’est donnée à personne et n’est gardée pour cela que tant que dure mon accord.\n\n${REST}`,
  },
  {
    kind: 'reminders',
    name: 'Rappels par message',
    body: `J’accepte que le cabinet me rappelle mes rendez-vous par message sur mon téléphone ou par courriel. Le message ne dit rien de ma santé.\n\n${REST}`,
  },
  {
    kind: 'teaching-photographs',
    name: 'Photographies pour l’enseignement',
    body: `J’accepte que des photographies prises pendant mes séances servent à l’enseignement de l’ostéopathie. On ne doit pas pouvoir me reconnaître. Une photographie déjà montrée ne peut plus être reprise, mais elle ne le sera plus.\n\n${REST}`,
  },
  {
    kind: 'research',
    name: 'Recherche',
    body: `J’accepte que des données de mon dossier, sans mon nom, servent à une étude sur l’ostéopathie. On m’a dit qui mène l’étude, ce qu’elle cherche, qui reçoit les données et combien de temps elles sont gardées.\n\n${REST}`,
  },
  { kind: 'own', name: '', body: `J’accepte que…\n\n${REST}` },
];
