import type { InformationLanguage } from '../../../shared/contract/information.ts';
import { englishNotice } from './englishNotice.ts';
import { frenchNotice } from './frenchNotice.ts';
import type { Notice, NoticeFacts } from './notice.ts';

/** The notice (art. 13 RGPD) in one of its languages. */
export function noticeIn(language: InformationLanguage, facts: NoticeFacts): Notice {
  return language === 'fr' ? frenchNotice(facts) : englishNotice(facts);
}
