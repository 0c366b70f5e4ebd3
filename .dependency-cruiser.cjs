/** The rules of the house (docs/architecture.md), checked in CI. */
const adapters = '/(dynamodb|ses|sns|eventbridge)\\.ts$';

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nobody-imports-functions',
      comment: 'Handlers are leaves: only tests load them.',
      severity: 'error',
      from: { pathNot: '^(functions|tests)/' },
      to: { path: '^functions/' },
    },
    {
      name: 'shared-stands-alone',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|infra|tests)/' },
    },
    {
      name: 'functions-do-not-know-infra',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|tests)/' },
    },
    {
      name: 'technology-only-in-its-file',
      comment: 'Only a file named after a technology imports its client.',
      severity: 'error',
      from: { path: '^(shared|functions)/', pathNot: adapters },
      to: { path: 'node_modules/(@aws-sdk|@smithy)/' },
    },
    {
      name: 'adapters-stay-at-home',
      comment:
        'Capabilities use each other’s types, never each other’s adapters; the kernel’s is everybody’s.',
      severity: 'error',
      from: { path: '^shared/([^/]+)/' },
      to: { path: `^shared/(?!kernel/)[^/]+${adapters}`, pathNot: '^shared/$1/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'No node built-in that reads the world; hashing is arithmetic.',
      severity: 'error',
      from: { path: '^shared/', pathNot: adapters },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|util|assert)$' },
    },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^(shared|functions)/' }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
