import { invoke } from '../bridge.ts';
import { useSession } from './session.ts';

/** The core need not hear of every key: its idle delay is counted in minutes. */
const TOUCH_EVERY_MS = 15_000;

let touchedAt = 0;

/** Tells the core, now and then, that somebody works at the window: its idle delay starts again. */
export function listenToActivity(): void {
  for (const type of ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const) {
    window.addEventListener(type, touch, { capture: true, passive: true });
  }
}

function touch(): void {
  const now = performance.now();
  if (now - touchedAt < TOUCH_EVERY_MS || useSession.getState().status?.phase !== 'open') return;
  touchedAt = now;
  void invoke('vault.touch', {});
}
