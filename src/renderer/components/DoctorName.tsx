import type { ReactNode } from 'react';

/** A doctor's name as it was typed, with "Dr" set as it is printed in French. */
export function DoctorName({ name }: { readonly name: string }): ReactNode {
  const title = /^dr\.?\s+/i.exec(name)?.[0];
  if (title === undefined) return name;
  return (
    <>
      D<sup>r</sup> {name.slice(title.length)}
    </>
  );
}
