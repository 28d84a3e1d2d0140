// Arrows point one way: renderer -> contract <- ipc -> records/privacy/snapshots/exchange -> vault; host beside.
const forbid = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } });

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    forbid('shared-imports-nothing-of-ours', '^src/shared', '^src/(main|renderer|cli)'),
    forbid('renderer-knows-only-shared', '^src/renderer', '^src/(main|cli)'),
    forbid(
      'vault-is-the-bottom',
      '^src/main/vault',
      '^src/main/(records|privacy|snapshots|exchange|printing|ipc|host)',
    ),
    forbid('host-knows-no-records', '^src/main/host', '^src/main/(records|privacy|snapshots|exchange|printing|vault)'),
    forbid('core-knows-no-door', '^src/main/(records|privacy|snapshots|exchange|printing)', '^src/main/(ipc|host)'),
    {
      name: 'screens-do-not-import-each-other',
      severity: 'error',
      from: { path: '^src/renderer/screens/([^/]+)/' },
      to: { path: '^src/renderer/screens/([^/]+)/', pathNot: '^src/renderer/screens/$1/' },
    },
    forbid('components-know-no-screen', '^src/renderer/(components|state)', '^src/renderer/screens'),
    {
      name: 'product-knows-no-test',
      severity: 'error',
      from: { path: '^src', pathNot: '\\.test\\.ts$' },
      to: { path: '^(test|scripts)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '\\.css$' },
  },
};
