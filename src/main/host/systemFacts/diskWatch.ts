import { existsSync, readdirSync, readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 2_000;

/** Tells when something is plugged in or taken out: a look at what is mounted every 2 s, which costs no process. */
export function watchDisks(onChange: () => void, look: () => string = mountedPlaces): () => void {
  let before = look();
  const timer = setInterval(() => {
    const now = look();
    if (now === before) return;
    before = now;
    onChange();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Something that differs whenever a file system comes or goes. */
function mountedPlaces(): string {
  try {
    if (process.platform === 'linux') return readFileSync('/proc/self/mountinfo', 'utf8');
    if (process.platform === 'darwin') return readdirSync('/Volumes').join('\n');
  } catch {
    return '';
  }
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  return letters.filter((letter) => existsSync(`${letter}:\\`)).join('');
}
