import base from '../jest.preset.mjs';

// The console in a real browser, on the platform as one process. Needs Chromium: without it, it says so and passes over.
export default {
  ...base,
  rootDir: import.meta.dirname,
  globalSetup: '<rootDir>/src/console/build-console.mjs',
  testMatch: ['<rootDir>/src/console/*.test.ts'],
  testTimeout: 180_000,
};
