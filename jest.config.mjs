// Every project's tests in one run. Two workers: the engines under test want a core as well.
export default {
  projects: [
    '<rootDir>/packages/*/jest.config.mjs',
    '<rootDir>/services/*/jest.config.mjs',
    '<rootDir>/console/jest.config.mjs',
    '<rootDir>/tools/jest.config.mjs',
    '<rootDir>/e2e/contract.config.mjs',
  ],
  maxWorkers: 2,
  testTimeout: 90_000, // with several projects jest heeds only this one
  workerIdleMemoryLimit: '1GB', // a suite leaves some 25 MB of modules behind, and a large heap is slow to sweep
};
