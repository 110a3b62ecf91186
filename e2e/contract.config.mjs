import base from '../jest.preset.mjs';

// What a client of a wire format may rely on, asked through the gateway: of the platform as one process on embedded
// engines, and with ENGINES=real of its processes on real ones.
export default {
  ...base,
  rootDir: import.meta.dirname,
  globalSetup: '<rootDir>/src/contract/bundle-platform.mjs',
  testMatch: ['<rootDir>/src/contract/*.test.ts'],
  testPathIgnorePatterns: process.env.ENGINES === 'real' ? ['by-hand', 'sdk'] : [], // that page is of the single process; the client sees no engine
};
