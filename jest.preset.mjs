import { join } from 'node:path';

// ESM on Node 20 needs --experimental-vm-modules; swc strips the types, tsc checks them elsewhere.
export default {
  testEnvironment: 'node',
  setupFiles: [join(import.meta.dirname, 'jest.setup.mjs')],
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  testTimeout: 90_000,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
};
