// Every project's tests in one run. Two workers: the engines under test want a core as well.
export default {
  projects: [
    '<rootDir>/packages/*/jest.config.mjs',
    '<rootDir>/services/*/jest.config.mjs',
    '<rootDir>/tools/jest.config.mjs',
  ],
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
};
