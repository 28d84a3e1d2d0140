import { randomUUID } from 'node:crypto';
import { HostRefusal } from '../port.ts';
import type { ElectronApi, WindowApi } from './electronApi.ts';
import { createLockedSession } from './lockdown.ts';
import { PAPER_ORIGIN, SCHEME } from './scheme.ts';
import { paperWindowOptions } from './windowOptions.ts';

const PARTITION = 'papier';

const PAPER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";

/** Prints documents in a window that is never shown; the document goes from memory to it, and the PDF back. */
export class Paper {
  readonly #electron: Pick<ElectronApi, 'session' | 'createWindow'>;
  readonly #waiting = new Map<string, string>();
  #hasSession = false;

  constructor(electron: Pick<ElectronApi, 'session' | 'createWindow'>) {
    this.#electron = electron;
  }

  printToPdf(html: string): Promise<Uint8Array> {
    return this.#withDocument(html, (window) =>
      window.webContents.printToPDF({ pageSize: 'A4', preferCSSPageSize: true, printBackground: true }),
    );
  }

  /** Opens the system's print dialog; giving up there is no error. */
  print(html: string): Promise<void> {
    return this.#withDocument(
      html,
      (window) =>
        new Promise((resolve, reject) => {
          window.webContents.print({ pageSize: 'A4' }, (success, reason) => {
            if (success || /cancel/i.test(reason)) resolve();
            else reject(new HostRefusal('printer-missing'));
          });
        }),
    );
  }

  async #withDocument<Result>(html: string, use: (window: WindowApi) => Promise<Result>): Promise<Result> {
    this.#prepareSession();
    const window = this.#electron.createWindow(paperWindowOptions(PARTITION));
    const url = `${PAPER_ORIGIN}/${randomUUID()}`;
    this.#waiting.set(url, html);
    try {
      await window.loadURL(url);
      return await use(window);
    } finally {
      this.#waiting.delete(url);
      window.destroy();
    }
  }

  #prepareSession(): void {
    if (this.#hasSession) return;
    this.#hasSession = true;
    createLockedSession(this.#electron, PARTITION).protocol.handle(SCHEME, ({ url }) => this.#answer(url));
  }

  #answer(url: string): Response {
    const html = this.#waiting.get(url);
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAPER_POLICY };
    return new Response(html ?? '', { status: html === undefined ? 404 : 200, headers });
  }
}
