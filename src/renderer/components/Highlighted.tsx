import { Fragment, type ReactNode } from 'react';
import type { Highlighted as HighlightedText } from '../../shared/contract/values.ts';

/** A text with its found letters underlined. */
export function Highlighted({ text: { text, marks } }: { readonly text: HighlightedText }): ReactNode {
  const starts = marks.map(([start]) => start);
  return (
    <>
      {text.slice(0, starts[0] ?? text.length)}
      {marks.map(([start, end], index) => (
        <Fragment key={start}>
          <mark>{text.slice(start, end)}</mark>
          {text.slice(end, starts[index + 1] ?? text.length)}
        </Fragment>
      ))}
    </>
  );
}
