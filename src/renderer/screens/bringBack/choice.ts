import type { Bringing, FileComparison, TextDifference } from '../../../shared/contract/bringBack.ts';

/** What becomes of a text of then: nothing, a former version beside the text of today, or the text itself. */
export type TextChoice = 'leave' | 'former' | 'present';

/** What is ticked on the page of comparison; keys are `placeOf`. */
export interface Choice {
  readonly consultations: ReadonlySet<string>;
  readonly texts: ReadonlyMap<string, TextChoice>;
  readonly values: ReadonlySet<string>;
  readonly acceptsErased: boolean;
}

export function placeOf({ subject, field }: { readonly subject: string; readonly field: string }): string {
  return `${subject} ${field}`;
}

/** Texts that differ from one that is there: those of a missing consultation come with it. */
export function differingTexts({ presence, texts, consultations }: FileComparison): readonly TextDifference[] {
  const ofPatient = presence === 'present' ? texts : [];
  return [...ofPatient, ...consultations.filter(({ state }) => state === 'different').flatMap((each) => each.texts)];
}

export function differingValues({ values, consultations }: FileComparison) {
  return [...values, ...consultations.flatMap((each) => each.values)];
}

/** What is missing comes back; what differs goes beside, unless it is kept already; no value of today gives way. */
export function suggestedChoice(compared: FileComparison): Choice {
  return {
    consultations: new Set(
      compared.consultations
        .filter(({ state }) => state === 'missing' || (state === 'erased' && compared.presence !== 'present'))
        .map(({ consultationId }) => consultationId),
    ),
    texts: new Map(differingTexts(compared).map((text) => [placeOf(text), text.isKept ? 'leave' : 'former'])),
    values: new Set(),
    acceptsErased: false,
  };
}

/** The file as it was. */
export function wholeChoice(compared: FileComparison, acceptsErased: boolean): Choice {
  const comesBack = ['missing', 'erased'];
  return {
    consultations: new Set(
      compared.consultations
        .filter(({ state }) => comesBack.includes(state))
        .map(({ consultationId }) => consultationId),
    ),
    texts: new Map(differingTexts(compared).map((text) => [placeOf(text), 'present'])),
    values: new Set(differingValues(compared).map(placeOf)),
    acceptsErased,
  };
}

/** True where something chosen was erased by a purge: it takes a word of its own. */
export function bringsErased(compared: FileComparison, { consultations }: Choice): boolean {
  return (
    compared.presence === 'erased' ||
    compared.consultations.some(({ state, consultationId }) => state === 'erased' && consultations.has(consultationId))
  );
}

export function bringingOf(compared: FileComparison, choice: Choice): Bringing {
  return {
    patientId: compared.patientId,
    consultations: [...choice.consultations],
    texts: differingTexts(compared).flatMap(({ subject, field }) => {
      const as = choice.texts.get(placeOf({ subject, field })) ?? 'leave';
      return as === 'leave' ? [] : [{ subject, field, as }];
    }),
    values: differingValues(compared)
      .filter((value) => choice.values.has(placeOf(value)))
      .map(({ subject, field }) => ({ subject, field })),
    acceptsErased: choice.acceptsErased,
  };
}

export function countOf({ consultations, texts, values }: Bringing): number {
  return consultations.length + texts.length + values.length;
}
