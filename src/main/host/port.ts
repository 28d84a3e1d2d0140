/** What the core asks of the window's host; the same for Electron and Chromium. A host knows no records. */
export interface HostServices {
  readonly kind: 'electron' | 'chromium';
  /** Turns a complete HTML document (styles and fonts inline) into an A4 PDF. */
  printToPdf(html: string): Promise<Uint8Array>;
  /** Prints it: the system's dialog (Electron) or print queue (Chromium). Throws HostRefusal `printer-missing`. */
  print(html: string): Promise<void>;
  /** Paths chosen by the person; empty where they gave up. */
  chooseFiles(options: { title: string; extensions: string[]; multiple: boolean }): Promise<string[]>;
  chooseFolder(options: { title: string }): Promise<string | null>;
  chooseSavePath(options: { title: string; suggestedName: string; extension: string }): Promise<string | null>;
  quit(): Promise<void>;
}

/** What the host tells the core of the system and of the window. */
export type SystemEvent =
  | { readonly type: 'session-locked' }
  | { readonly type: 'suspend' }
  | { readonly type: 'resume' }
  | { readonly type: 'session-ending' }
  /** The person closes the window: the core flushes, locks, then answers `quit`. */
  | { readonly type: 'window-closing' }
  /** The page was lost (crash, navigation): nothing more can be flushed. */
  | { readonly type: 'window-lost' }
  | { readonly type: 'disks-changed' };
