import e2e from './jest.config.mjs';

// The same with nodes that die.
export default { ...e2e, testMatch: ['<rootDir>/src/**/*.fault.test.ts'] };
