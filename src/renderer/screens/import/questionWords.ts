import type { ImportAnswer, ImportQuestion } from '../../../shared/contract/imports.ts';

type Kind = ImportAnswer['choice']['kind'];

/** What is doubtful, in a sentence. */
export const questionSentences: Readonly<Record<ImportQuestion['code'], string>> = {
  'date-unreadable': 'Cette date ne se lit pas. Écrivez-la JJ/MM/AAAA.',
  'date-in-the-future': 'Cette date n’est pas encore passée.',
  'date-missing': 'Cette consultation n’a pas de date.',
  'sex-unreadable': 'Ce n’est ni F ni M.',
  'smoker-unreadable': 'Ce n’est ni oui ni non.',
  'laterality-unreadable': 'Ce n’est ni droite ni gauche.',
  'name-missing': 'Il manque un nom.',
  'patient-number-unknown': 'Aucun patient, ou plus d’un, ne porte ce numéro.',
  'patient-number-twice': 'Un autre patient porte déjà ce numéro.',
  'row-too-short': 'Cette ligne a moins de cellules que l’en-tête.',
  'row-too-long': 'Cette ligne a plus de cellules que l’en-tête.',
  'text-too-long': 'Ce texte est trop long pour ce champ.',
  'number-unreadable': 'Ce n’est pas un nombre de 0 à 10.',
};

interface QuestionChoice {
  readonly value: Kind;
  readonly label: string;
}

const LEAVE_OUT: QuestionChoice = { value: 'leave-out', label: 'Laisser la ligne' };
const CORRECT: QuestionChoice = { value: 'correct', label: 'Corriger' };

/** What may be chosen; the first is what happens without a choice. */
export function choicesFor({ file, code }: ImportQuestion): readonly [QuestionChoice, ...QuestionChoice[]] {
  if (code === 'row-too-short' || code === 'row-too-long')
    return [{ value: 'leave-empty', label: 'Reprendre ainsi' }, LEAVE_OUT];
  // A consultation needs its patient and its date: there is nothing to leave empty.
  const isNeeded = file === 'consultations' && (code.startsWith('date-') || code === 'patient-number-unknown');
  if (isNeeded) return [LEAVE_OUT, CORRECT];
  const empty = code === 'patient-number-twice' ? 'Sans numéro' : 'Laisser vide';
  return [{ value: 'leave-empty', label: empty }, CORRECT, LEAVE_OUT];
}
