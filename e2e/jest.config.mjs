import base from '../jest.preset.mjs';

// The whole platform as processes on real engines.
export default {
  ...base,
  rootDir: import.meta.dirname,
  globalSetup: '<rootDir>/src/bundle-services.mjs',
  testMatch: ['<rootDir>/src/**/*.e2e.test.ts'],
};
