/** What the core asks of the window's host; the same for Electron and Chromium. A host knows no records. */
export interface HostServices {
  readonly kind: 'electron' | 'chromium';
  /** Turns a complete HTML document (styles and fonts inline) into an A4 PDF. */
  printToPdf(html: string): Promise<Uint8Array>;
  /** Prints it: the system's dialog (Electron) or print queue (Chromium). Throws HostRefusal `printer-missing`. */
  print(html: string): Promise<void>;
  /** Paths chosen by the person; empty where they gave up. Throws HostRefusal `dialog-missing`. */
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
  /** The page ended in the middle of everything and comes anew: nothing more can be flushed, and nothing may show meanwhile. */
  | { readonly type: 'page-crashed' }
  /** The window is gone for good: nothing more can be flushed. */
  | { readonly type: 'window-lost' }
  | { readonly type: 'disks-changed' };

/** What a host cannot do here; a code of the contract, told to the person as such. */
export class HostRefusal extends Error {
  override readonly name = 'HostRefusal';
  readonly code: 'printer-missing' | 'dialog-missing';

  constructor(code: 'printer-missing' | 'dialog-missing') {
    super(code);
    this.code = code;
  }
}

/** What a host needs of the core to open a window: the door for the page, and an ear for the system. */
export interface WindowDoor {
  invoke(method: string, input: unknown): Promise<unknown>;
  system(event: SystemEvent): void;
}

/** A program of ours in a process of its own. Its messages are plain data. */
export interface ChildProgram {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Whatever ended it. */
  onEnd(listener: () => void): void;
  /** Ends it, whatever it is doing. */
  kill(): void;
}

/** A host of one window, from its start to its end. */
export interface Host {
  readonly services: HostServices;
  /** Starts the program that cuts snapshots; null where the core starts it by itself. */
  readonly startCutter: (() => ChildProgram) | null;
  /** Opens the window and shows the first screen. */
  open(door: WindowDoor): Promise<void>;
  /** An event of the contract, for the page. */
  send(event: unknown): void;
  /** Fulfilled when window and profile are gone, after `quit` or the loss of the window. */
  readonly ended: Promise<void>;
}
