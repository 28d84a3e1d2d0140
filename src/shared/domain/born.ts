import { formatDate } from './dateText.ts';

type Sex = 'female' | 'male' | null;

/** "née", "né"; "né(e)" where the sex is unknown. */
export function bornWord(sex: Sex): string {
  if (sex === null) return 'né(e)';
  return sex === 'female' ? 'née' : 'né';
}

/** "née le 07/03/1984"; "né en 03/1984" for a date that is known in part. */
export function bornOn(sex: Sex, birthDate: string): string {
  return `${bornWord(sex)} ${birthDate.length === 10 ? 'le' : 'en'} ${formatDate(birthDate)}`;
}
