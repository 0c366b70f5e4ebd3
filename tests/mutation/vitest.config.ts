import { defineConfig } from 'vitest/config';
import { domain } from './domains.ts';

/** A domain's own tests alone: who needs a process, a browser or the HTTP pipeline tests something else. */
export default defineConfig({
  test: {
    include: [...domain().tests],
    // Thousands of random cases: a mutant that only these notice has a missing test of its own.
    exclude: [
      'tests/amendments/interleavings.test.ts',
      'tests/orders/calibration.test.ts',
      'tests/time/business-reference.test.ts',
    ],
    testTimeout: 60_000,
  },
});
