import base from '../../jest.preset.mjs';

// Fault tests kill brokers: they run by themselves, from jest.faults.mjs.
export default { ...base, rootDir: import.meta.dirname, testPathIgnorePatterns: ['\\.fault\\.test\\.ts$'] };
