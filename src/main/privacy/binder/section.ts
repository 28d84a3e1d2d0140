import type { Html } from '../../printing/html.ts';
import type { Vault } from '../../vault/vault.ts';

/** One chapter of the inspection binder: what is in place, and the proof of it. Never a patient's name. */
export interface BinderSection {
  readonly title: string;
  /** The article that asks for it. */
  readonly source: string;
  readonly body: Html;
}

/** What the chapters are drawn from. */
export interface BinderFacts {
  readonly vault: Vault;
  readonly timeZone: string;
  /** For every text that somebody typed: takes out what may name a patient. */
  readonly withoutNames: (text: string) => string;
}

/** A chapter as its area tells it. */
export type BinderChapter = (facts: BinderFacts) => BinderSection;
