import base from '../jest.preset.mjs';

export default { ...base, rootDir: import.meta.dirname };
