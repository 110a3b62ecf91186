import type { SourceFile } from './source-files.ts';

const allowed = [
  /(^|\/)config\.ts$/,
  /\.test\.ts$/,
  /\/test-[^/]+\.ts$/,
  /\.mjs$/,
  /^(tools|bench|e2e)\//,
  /\/differential\/record\.ts$/,
];

/** The environment is read once, in config.ts, and handed on as a value. */
export const environmentReaders = (files: readonly SourceFile[]): string[] =>
  files
    .filter(({ path, text }) => !allowed.some((place) => place.test(path)) && /\bprocess\.env\b/.test(text))
    .map(({ path }) => `${path}: reads process.env; take the value from the service's config.ts instead`);
