import { launchBrowser } from './browser.ts';

/**
 * Turns a document into an A4 PDF in a hidden browser of its own: no script, no network, private profile, gone at the end.
 * (A hidden target in the window's browser has no Page.printToPDF, and a visible one would flash.) The bytes come back over
 * the pipe and touch no disk.
 */
export async function renderPdf(html: string): Promise<Uint8Array> {
  const { context, profile } = await launchBrowser('hidden');
  try {
    await context.route('**/*', (route) => route.abort('blockedbyclient'));
    const page = context.pages()[0] ?? (await context.newPage());
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setScriptExecutionDisabled', { value: true });
    await page.setContent(html, { waitUntil: 'load' });
    return await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true });
  } finally {
    await context.close();
    await profile.remove();
  }
}
