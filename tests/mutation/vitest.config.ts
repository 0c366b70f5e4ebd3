import { defineConfig } from 'vitest/config';

/** The tests of the pure domain alone: who needs a process, a browser or the HTTP pipeline tests something else. */
export default defineConfig({
  test: {
    include: ['tests/{amendments,durations,orders,refunds,time}/*.test.ts', 'tests/notices/check.test.ts'],
    // Thousands of random cases: a mutant that only these notice has a missing test of its own.
    exclude: ['tests/amendments/interleavings.test.ts', 'tests/time/business-reference.test.ts'],
    testTimeout: 60_000,
  },
});
