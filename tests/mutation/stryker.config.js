import { domain } from './domains.ts';

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tests/mutation/vitest.config.ts' },
  mutate: [...domain().mutate],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  timeoutMS: 10_000,
  disableTypeChecks: false,
  concurrency: Number(process.env.VEGHE_MUTATE_AT_ONCE ?? 2),
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false },
  ignorePatterns: ['dist', 'cdk.out', '.veghe', 'docs', 'tests/mutation/node_modules'],
  tempDirName: 'dist/mutation',
  thresholds: { high: 95, low: 90, break: 90 },
};
