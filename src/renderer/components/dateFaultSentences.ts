import type { DateFault } from '../../shared/domain/civilDate.ts';
import { formatMonth } from '../../shared/domain/dateText.ts';

/** What is wrong with a typed date, and what to do. */
export function dateFaultSentence(fault: DateFault): string {
  switch (fault.reason) {
    case 'empty':
      return 'Cette date manque. Tapez-la ainsi\u00a0: 07/03/1984.';
    case 'unreadable':
      return 'Cette date ne se lit pas. Tapez le jour, le mois et l’année\u00a0: 07/03/1984.';
    case 'no-such-month':
      return `Il n’y a pas de mois ${fault.month}. Le jour vient avant le mois\u00a0: 07/03/1984.`;
    case 'no-such-day':
      return `${formatMonth(fault.year, fault.month)} a ${fault.monthLength} jours. Vérifiez le jour.`;
    case 'in-the-future':
      return 'Cette date est à venir. Vérifiez l’année.';
    case 'too-long-ago':
      return `L’année ${fault.year} est trop ancienne. Tapez les quatre chiffres de l’année.`;
  }
}
