import type { ConsentKind } from '../../../shared/contract/consents.ts';
import type { Practice } from '../../../shared/contract/settings.ts';
import type { RetentionRule } from '../../../shared/domain/retention.ts';
import type { Usage } from '../register/usage.ts';

/** What the notice is written from; all of it is the register's. */
export interface NoticeFacts {
  readonly practice: Practice;
  /** The practitioner's own words; empty where there is none. */
  readonly dpo: string;
  readonly retention: RetentionRule;
  readonly usage: Usage;
  /** The practice decided to use the social-security number. */
  readonly usesNir: boolean;
  readonly hasColleagues: boolean;
  /** Name of the certified host; null where copies stay in the practice. */
  readonly hostName: string | null;
  /** What patients consent to; the name in French as it was typed. */
  readonly consents: readonly { readonly kind: ConsentKind; readonly name: string }[];
  /** Purposes of activities that the practitioner added, in French as they were typed. */
  readonly otherPurposes: readonly { readonly title: string; readonly purposes: string }[];
}

export type NoticeTopic =
  | 'controller'
  | 'purposes'
  | 'data'
  | 'mandatory'
  | 'recipients'
  | 'retention'
  | 'hosting'
  | 'transfers'
  | 'rights'
  | 'complaint';

/** One thing that article 13 asks to be said: in a few words for a poster, in full for a leaflet. */
export interface NoticeSection {
  readonly topic: NoticeTopic;
  readonly title: string;
  readonly short: string;
  readonly full: readonly string[];
}

export interface Notice {
  readonly title: string;
  readonly subtitle: string;
  readonly sections: readonly NoticeSection[];
  readonly words: NoticeWords;
}

/** What stands around the sections. */
export interface NoticeWords {
  readonly moreWithCode: string;
  readonly moreWithoutCode: string;
  readonly scan: string;
  readonly version: string;
  readonly law: string;
}
