import type { Practice } from '../../src/shared/contract/settings.ts';

/** What the scripted day and its examination both know. Invented. */
export const PASSPHRASE = 'tilleul cadran pluie orgue vanille sentier bleu';
export const NEXT_PASSPHRASE = 'ruisseau lampe noyau chemise avril tambour quai';

export const PRACTICE: Partial<Practice> = {
  practitionerName: 'Camille Ferrand',
  practiceName: 'Cabinet des Tilleuls',
};

/** A fixed clock: what a step writes is the same at every fault. */
export const NOW = Date.UTC(2026, 10, 24, 9);

/** Texts that the step `session` saves one after the other, each acknowledged. */
export const SAVED_TEXTS = Array.from(
  { length: 6 },
  (_, index) => `Lombalgie droite, état ${index + 1}. ${'Flexion limitée. '.repeat(20 * index)}`,
);

/** The patient whom the step `session` adds, and the one of the base vault whom it puts into the bin. */
export const NEW_PATIENT = { familyName: 'Lefèvre', givenName: 'Éléonore', birthDate: '1984-03-07' };
export const REMOVED_PATIENT = { familyName: 'Erreur', givenName: 'Saisie' };
