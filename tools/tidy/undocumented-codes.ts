import { existsSync, readFileSync } from 'node:fs';
import type { SourceFile } from './source-files.ts';

const thrown = /new (?:Refused\(\s*'[a-z-]+',|Unavailable\(|HttpFault\(\s*\d+,)\s*'([^']+)'/g;
/** The guard writes its question's codes as its envelope sends them. */
const inEnvelope = /\b(?:invalid|notFound)\(\s*'([a-z]+(?:[A-Z][a-z]+)*)'/g;
const kebab = (code: string): string => code.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const pageOfCodes = (): string => (existsSync('docs/errors.md') ? readFileSync('docs/errors.md', 'utf8') : '');

/** A row that names no cause, or no cure: `none` is a cure. */
export const codesWithoutCure = (page = pageOfCodes()): string[] =>
  [...page.matchAll(/^\| (`[^|]*)\|(.*)\|\s*$/gm)]
    .filter(([, , rest = '']) => rest.split(/(?<!\\)\|/).filter((cell) => cell.trim() !== '').length !== 3)
    .map(([, code = '']) => `docs/errors.md: ${code.trim()} needs its status, what it means, and what to do`);

/** Every code a caller can meet is explained in docs/errors.md: what it means, and what to do. */
export function undocumentedCodes(files: readonly SourceFile[], page = pageOfCodes()): string[] {
  const documented = new Set([...page.matchAll(/^\| `([^`]+)`/gm)].map(([, code]) => code));
  const faults: string[] = [];
  for (const { path, text } of files) {
    if (path.endsWith('.test.ts') || path.startsWith('tools/')) continue;
    const codes = [
      ...[...text.matchAll(thrown)].map(([, code = '']) => code),
      ...[...text.matchAll(inEnvelope)].map(([, code = '']) => kebab(code)),
    ];
    for (const code of codes)
      if (!documented.has(code)) faults.push(`${path}: the error code ${code} has no entry in docs/errors.md`);
  }
  return [...new Set(faults)];
}
