import { defineConfig } from 'vitest/config';

/** Against outside programs (pdfsig, qpdf, pyHanko, DSS, veraPDF), which `services/prepare.ts interop` installs. */
export default defineConfig({
  test: {
    include: ['tests/interop/**/*.test.ts'],
    globalSetup: ['tests/support/services.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
