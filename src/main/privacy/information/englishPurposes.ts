import type { ConsentKind } from '../../../shared/contract/consents.ts';
import { activityModel, type ActivityModel } from '../../../shared/contract/register.ts';
import { ACTIVITY_MODELS } from '../../../shared/french/activityModels.ts';
import type { NoticeFacts } from './notice.ts';

/** What each kind of consent is for. */
const CONSENTS: Readonly<Record<ConsentKind, string>> = {
  newsletter: 'letters with news of the practice',
  reminders: 'reminders of your appointments by message',
  'teaching-photographs': 'photographs for teaching, on which you cannot be recognised',
  research: 'research, without your name',
  own: 'other uses, each of which is explained to you before you agree',
};

/** What an activity is for that the practice took over from a model as it stands. */
const ACTIVITIES: Readonly<Record<ActivityModel, string>> = {
  agenda: 'Appointments: to make, move and remind you of your appointments.',
  fees: 'Fees and accounts: to issue fee notes, keep accounts and make the returns that the law requires.',
  suppliers: 'Suppliers of the practice: to order, pay and follow up contracts.',
  newsletter: 'Letter of the practice: to send news to those who agreed to it.',
};

/** What patients consent to, each kind once. */
export function englishConsents({ consents }: Pick<NoticeFacts, 'consents'>): string[] {
  return [...new Set(consents.map(({ kind }) => CONSENTS[kind]))];
}

/**
 * The purposes of the activities that the practitioner added. What was typed in French is not quoted to who reads English:
 * that there is more is said, and how to have it explained.
 */
export function englishActivities({ otherPurposes }: Pick<NoticeFacts, 'otherPurposes'>): string[] {
  const models = otherPurposes.map(modelOf);
  const known = models.filter((model) => model !== null).map((model) => ACTIVITIES[model]);
  const others = models.length - known.length;
  if (others === 0) return known;
  const what = others === 1 ? 'one more purpose' : `${others} more purposes`;
  return [...known, `The practice has ${what} in its register. Ask, and they are explained to you.`];
}

/** The model whose title and purposes these are, word for word; null for words of the practitioner's own. */
function modelOf({ title, purposes }: NoticeFacts['otherPurposes'][number]): ActivityModel | null {
  const isOf = (model: ActivityModel): boolean => {
    const { title: usual, texts } = ACTIVITY_MODELS[model];
    return usual === title && texts.some(([field, text]) => field === 'purposes' && text === purposes);
  };
  return activityModel.options.find(isOf) ?? null;
}
