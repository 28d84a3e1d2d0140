// The two libraries are hundreds of modules: fetched when a copy is made, not at each start of the program.

/** A file of an archive, by its neutral name. */
export interface ArchivedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Opened by the password alone, with AES-256 (PDF 2.0, revision 6); its title and the rest of its metadata go too. */
export async function encryptPdf(pdf: Uint8Array, password: string): Promise<Uint8Array> {
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  document.encrypt({ userPassword: password, ownerPassword: password, algorithm: 'AES-256' });
  return await document.save();
}

/** A ZIP of which every entry is encrypted with AES-256 (WinZip AE-2); the names of entries stay readable in any ZIP. */
export async function encryptZip(files: readonly ArchivedFile[], password: string): Promise<Uint8Array> {
  const { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } = await import('@zip.js/zip.js');
  // No thread of its own: the core's own thread holds what is encrypted, and nothing else.
  configure({ useWebWorkers: false });
  const writer = new ZipWriter(new Uint8ArrayWriter(), { password, encryptionStrength: 3, zipCrypto: false });
  for (const { name, bytes } of files) await writer.add(name, new Uint8ArrayReader(bytes));
  return await writer.close();
}
