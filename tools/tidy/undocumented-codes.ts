import { existsSync, readFileSync } from 'node:fs';
import type { SourceFile } from './source-files.ts';

const thrown = /new (?:Refused\(\s*'[a-z-]+',|Unavailable\(|HttpFault\(\s*\d+,)\s*'([^']+)'/g;

/** Every code a caller can meet is explained in docs/errors.md: what it means, and what to do. */
export function undocumentedCodes(
  files: readonly SourceFile[],
  page = existsSync('docs/errors.md') ? readFileSync('docs/errors.md', 'utf8') : '',
): string[] {
  const documented = new Set([...page.matchAll(/^\| `([^`]+)`/gm)].map(([, code]) => code));
  const faults: string[] = [];
  for (const { path, text } of files) {
    if (path.endsWith('.test.ts') || path.startsWith('tools/')) continue;
    for (const [, code] of text.matchAll(thrown))
      if (!documented.has(code)) faults.push(`${path}: the error code ${code} has no entry in docs/errors.md`);
  }
  return [...new Set(faults)];
}
