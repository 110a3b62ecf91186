import base from '../../jest.preset.mjs';

// Beside real engines there is only the comparison with them.
export default {
  ...base,
  rootDir: import.meta.dirname,
  testPathIgnorePatterns: process.env.ENGINES === 'real' ? ['<rootDir>/src/[^/]+$'] : [],
};
