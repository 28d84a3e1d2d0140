import { trustedHtml, type Html } from './html.ts';

/** A QR code from rows of '0' and '1', as one path of squares; the white around it is the caller's: four modules or more. */
export function qrDrawing(rows: readonly string[]): Html {
  const squares = rows.flatMap((row, y) => darkColumns(row).map((x) => `M${x} ${y}h1v1h-1z`));
  const side = rows.length;
  return trustedHtml(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" role="img" aria-label="Code QR"><path d="${squares.join('')}"/></svg>`,
  );
}

function darkColumns(row: string): number[] {
  return Array.from(row.matchAll(/1/g), (match) => match.index);
}
