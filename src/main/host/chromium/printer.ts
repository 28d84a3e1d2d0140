import { spawn } from 'node:child_process';
import { HostRefusal } from '../port.ts';

/**
 * Hands a PDF to the system's print queue by standard input, so that it lies in no file of ours. The title is the program's
 * name: the queue's own list tells nothing. What the queue keeps is out of our reach (the guide says so).
 */
export async function sendToPrinter(pdf: Uint8Array, command = 'lp'): Promise<void> {
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    const queue = spawn(command, ['-t', 'OsteoCoffre', '-'], { stdio: ['pipe', 'ignore', 'ignore'] });
    queue.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new HostRefusal('printer-missing') : error),
    );
    queue.on('close', resolve);
    // A queue that ends before it has read everything tells so by its exit code.
    queue.stdin.on('error', () => undefined);
    queue.stdin.end(pdf);
  });
  // lp answers 1 where it has no destination.
  if (exitCode !== 0) throw new HostRefusal('printer-missing');
}
