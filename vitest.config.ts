import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres.ts'],
    env: { TZ: 'Asia/Ho_Chi_Minh' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
