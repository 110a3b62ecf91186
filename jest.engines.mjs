import embedded from './jest.config.mjs';

// The same suites on real engines, and the whole platform as processes.
export default { ...embedded, projects: [...embedded.projects, '<rootDir>/e2e/jest.config.mjs'] };
