/** Of the vault that the window is measured on. */
export const PASSPHRASE = 'girafe cubisme losange banquise pulpe revival hiver';

/** Files with many sessions, each opened once, so that none is in the window’s cache: Xyloquart1, Xyloquart2 ... */
export const LONG_FILE = 'Xyloquart';
export const LONG_FILES = 60;
export const SESSIONS_OF_A_LONG_FILE = 50;
