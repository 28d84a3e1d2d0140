/**
 * On which page each place of a printed document begins, by the id of its element, which some link of the document leads
 * to; 1 is the first. Empty for bytes that are no PDF of a browser: a table of contents then goes without numbers.
 */
export async function placePages(pdf: Uint8Array): Promise<ReadonlyMap<string, number>> {
  // Hundreds of modules: fetched when such a document is made, not at each start of the program.
  const { PDFArray, PDFDict, PDFDocument, PDFName } = await import('@cantoo/pdf-lib');
  const document = await PDFDocument.load(pdf, { updateMetadata: false }).catch(() => null);
  const places = document?.catalog.lookupMaybe(PDFName.of('Dests'), PDFDict);
  if (document === null || places === undefined) return new Map();
  const pages = document.getPages().map(({ ref }) => ref.toString());
  const found = places.keys().flatMap((name) => {
    const page = places.lookupMaybe(name, PDFArray)?.get(0).toString() ?? '';
    return pages.includes(page) ? [[name.decodeText(), pages.indexOf(page) + 1] as const] : [];
  });
  return new Map(found);
}
