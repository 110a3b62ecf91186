import base from '../../jest.preset.mjs';

export default {
  ...base,
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/src/**/*.fault.test.ts'],
  testTimeout: 600_000,
};
