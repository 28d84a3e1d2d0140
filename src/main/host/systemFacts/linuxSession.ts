import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { SystemEvent } from '../port.ts';

/** Who tells of sleep, session lock and the end of the session, on which bus. */
const SOURCES = [
  ['--system', 'org.freedesktop.login1'],
  ['--session', 'org.freedesktop.ScreenSaver'],
  ['--session', 'org.gnome.ScreenSaver'],
] as const;

/**
 * Listens to the desktop (systemd's logind, and the screen saver) through `gdbus monitor`, where it is there. What is not
 * heard is caught by the session's own clock, which notices a sleep when it is over.
 */
export function watchLinuxSession(tell: (event: SystemEvent) => void): () => void {
  if (process.platform !== 'linux') return () => undefined;
  const monitors = SOURCES.map(([bus, name]) => {
    const monitor = spawn('gdbus', ['monitor', bus, '--dest', name], { stdio: ['ignore', 'pipe', 'ignore'] });
    // No gdbus, or no such bus: nothing to hear.
    monitor.on('error', () => undefined);
    createInterface({ input: monitor.stdout }).on('line', (line) => {
      const event = readSignal(line);
      if (event !== null) tell(event);
    });
    return monitor;
  });
  return () => {
    for (const monitor of monitors) monitor.kill();
  };
}

/** "<object>: <interface>.<signal> (<values>)", as gdbus writes it. A lock of another session of this PC locks ours too. */
const SIGNAL = /^\/[^:]*: ([\w.]+) \((.*)\)$/;

/** The event that a line of `gdbus monitor` tells of; null for all the others. */
export function readSignal(line: string): SystemEvent | null {
  const [, signal, values] = SIGNAL.exec(line) ?? [];
  switch (signal) {
    case 'org.freedesktop.login1.Session.Lock':
      return { type: 'session-locked' };
    case 'org.freedesktop.login1.Manager.PrepareForSleep':
      return { type: values === 'true,' ? 'suspend' : 'resume' };
    case 'org.freedesktop.login1.Manager.PrepareForShutdown':
      return values === 'true,' ? { type: 'session-ending' } : null;
    case 'org.freedesktop.ScreenSaver.ActiveChanged':
    case 'org.gnome.ScreenSaver.ActiveChanged':
      return values === 'true,' ? { type: 'session-locked' } : null;
    default:
      return null;
  }
}
