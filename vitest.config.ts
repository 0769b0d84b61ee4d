import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/interop/**'],
    globalSetup: ['tests/support/services.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/**', 'schemas/**', 'storage/**', 'workers/**', 'services/**'],
      exclude: ['**/*.json', 'schemas/types.ts', 'services/mongo-stand-in/**', 'services/judges/**'],
    },
  },
});
