import type { Duty, DutyFinding } from '../../../shared/contract/privacy.ts';
import { formatDate } from '../../../shared/domain/dateText.ts';
import { counted } from '../../../shared/french/counted.ts';
import type { Route } from '../../state/route.ts';

/** A duty as a line of the page: what, how it stands, when, and the door to it. */
export interface DutyLine {
  readonly title: string;
  readonly detail: string;
  readonly when: string;
  readonly door: string;
  readonly route: Route;
}

const TEXTS: Readonly<Record<DutyFinding, (duty: Duty) => DutyLine>> = {
  'access-log-kept': (duty) => ({
    title: 'Journal d’accès',
    detail: `${counted(duty.count ?? 0, 'entrée')}, enchaînées pour qu’aucune ne puisse disparaître`,
    when: since(duty),
    door: 'Lire',
    route: { screen: 'accessLog' },
  }),
  'access-log-broken': () => ({
    title: 'Le journal d’accès est incomplet',
    detail: 'Une entrée manque ou a été modifiée en dehors du logiciel',
    when: '',
    door: 'Lire',
    route: { screen: 'accessLog' },
  }),
};

/** The French of a duty. */
export function dutyLine(duty: Duty): DutyLine {
  return TEXTS[duty.finding](duty);
}

function since({ on }: Duty): string {
  return on === null ? '' : `depuis le ${formatDate(on)}`;
}
