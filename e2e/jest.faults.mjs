import base from '../jest.preset.mjs';

// The same with processes and nodes that die.
export default { ...base, rootDir: import.meta.dirname, testMatch: ['<rootDir>/src/**/*.fault.test.ts'] };
