import { readFileSync } from 'node:fs';
import type { SourceFile } from './source-files.ts';

type Paths = Record<string, Record<string, unknown>>;

const described = (): Paths => (JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as { paths: Paths }).paths;

const parts = (path: string): string[] => path.split('/').filter((part) => part !== '');

/** A parameter of the description stands for whatever the page writes there; `…` for any number of parts at the start. */
function isSame(written: string, path: string): boolean {
  const [shown, there] = [parts(written), parts(path)];
  const fits = (part: string | undefined, index: number): boolean =>
    there[index]?.startsWith('{') === true || there[index] === part;
  if (shown[0] !== '…') return shown.length === there.length && shown.every(fits);
  const rest = shown.slice(1);
  const from = there.length - rest.length;
  return from >= 0 && rest.every((part, index) => fits(part, from + index));
}

/** Requests that a page names and nobody answers. */
export function unknownRequests(pages: readonly SourceFile[], paths: Paths = described()): string[] {
  return pages
    .filter(({ path }) => path.startsWith('docs/') && !path.startsWith('docs/decisions/'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/`(GET|POST|PUT|PATCH|DELETE) (?:\{?url\}?)?([/…][^`\s?]*)/g)]
        .filter(([, method = '', written = '']) => {
          const answering = Object.entries(paths).filter(([, methods]) => method.toLowerCase() in methods);
          return parts(written).length > 0 && !answering.some(([known]) => isSame(written, known));
        })
        .map(([request]) => `${path}: ${request.slice(1)} is no operation of docs/api/openapi.json`),
    );
}
