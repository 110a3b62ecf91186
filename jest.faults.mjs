// Tests that kill nodes: one at a time, as they share three of each engine.
export default {
  projects: ['<rootDir>/packages/*/jest.faults.mjs', '<rootDir>/e2e/jest.faults.mjs'],
  maxWorkers: 1,
  testTimeout: 300_000,
};
