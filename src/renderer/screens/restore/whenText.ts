import { legalDay } from '../../../shared/domain/legalDay.ts';
import { momentText } from '../../components/momentText.ts';

/** Before a vault is open, the practice's own time zone is not known: this computer's. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "Lundi 23 novembre, 19:00". */
export function whenText(time: number): string {
  const { day, time: hour } = momentText(time, ZONE, legalDay(Date.now(), ZONE));
  return `${day}, ${hour}`;
}
