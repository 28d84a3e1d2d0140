import type { BrowserContext, Route } from 'playwright-core';
import type { Pages } from '../pages.ts';

/**
 * Answers the private origin from memory and refuses everything else. WebSockets do not come by here: the pages' content
 * security policy allows none, no name resolves, and the proxy is a closed port (flags.ts).
 */
export async function serveFromMemory(context: BrowserContext, origin: string, pages: Pages): Promise<void> {
  await context.route('**/*', (route) => settle(route, origin, pages));
}

async function settle(route: Route, origin: string, pages: Pages): Promise<void> {
  const request = route.request();
  const url = new URL(request.url());
  try {
    if (url.origin === origin && request.method() === 'GET') {
      const { status, headers, body } = pages.answer(decodeURIComponent(url.pathname));
      await route.fulfill({ status, headers, body });
    } else if (request.isNavigationRequest()) {
      // An aborted navigation would leave an error page in the window; 204 leaves the page where it is.
      await route.fulfill({ status: 204, body: '' });
    } else {
      await route.abort('blockedbyclient');
    }
  } catch {
    // The page went away while it was being answered.
  }
}
