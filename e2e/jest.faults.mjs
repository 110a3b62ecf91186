import e2e from './jest.config.mjs';

// The same with nodes that die. A soak brings whole batches, dies at every point, and has what takes minutes of waiting.
const soaked = process.env.INTAKE_BATCH
  ? [
      '<rootDir>/src/recover-bad-days.e2e.test.ts',
      '<rootDir>/src/crash-points.e2e.test.ts',
      '<rootDir>/src/**/*.soak.test.ts',
    ]
  : [];
export default { ...e2e, testMatch: ['<rootDir>/src/**/*.fault.test.ts', ...soaked] };
