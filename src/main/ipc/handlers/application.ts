import type { HandlersOf } from '../router.ts';

export const applicationHandlers: HandlersOf<'application'> = {
  'application.status': (_, { core }) => ({ ...core.session.status(), host: core.host.kind, version: core.version }),
  'application.setAppearance': (changes, { core }) => {
    core.session.setAppearance(changes);
    return {};
  },
  'application.reportFault': ({ incident, name, places }, { core }) => {
    // Only what cannot carry a patient's data comes through the contract; it is kept as an error of the window.
    const error = new Error();
    error.name = name;
    error.stack = [name, ...places.map((place) => `    at ${place}`)].join('\n');
    core.reportFault(incident, 'window', error);
    return {};
  },
  'application.quit': async (_, { core }) => {
    await core.session.quit();
    return {};
  },
  'application.cancelWork': ({ workId }, { core }) => {
    core.works.cancel(workId);
    return {};
  },
};
