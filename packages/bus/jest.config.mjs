import base from '../../jest.preset.mjs';

// Fault tests kill brokers: they run by themselves, from jest.faults.mjs. The bus within a process is no part of a run on
// real engines.
const besideReal = process.env.ENGINES === 'real' ? ['/in-process/'] : [];
export default {
  ...base,
  rootDir: import.meta.dirname,
  testPathIgnorePatterns: ['\\.fault\\.test\\.ts$', ...besideReal],
};
