import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { page, start } from './page.ts';

/** One file as it is sent. Its tag is that of its bytes. */
export type DescriptionFile = { type: string; bytes: Buffer; etag: string; contentPolicy?: string };
export type DescriptionFiles = ReadonlyMap<string, DescriptionFile>;

/** Beside the bundle that tools/bundle.mjs made, or, where the sources run, in the repository. */
function foldersOf(): readonly string[] {
  const bundled = join(import.meta.dirname, 'description');
  if (existsSync(bundled)) return [bundled];
  const root = join(import.meta.dirname, '../../../..');
  return ['docs/api', 'docs/events', 'node_modules/swagger-ui-dist'].map((folder) => join(root, folder));
}

function fromDisk(name: string): Promise<Buffer> {
  const path = foldersOf()
    .map((folder) => join(folder, name))
    .find(existsSync);
  if (path === undefined)
    throw new Error(`${name} is missing: npm run generate writes it, tools/bundle.mjs copies it.`);
  return readFile(path);
}

const script = 'text/javascript; charset=utf-8';
const json = 'application/json; charset=utf-8';

/** The page may load from here and ask here; the styles of its own script come inline, its icons as data. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const file = (type: string, content: Buffer | string): DescriptionFile => {
  const bytes = Buffer.from(content);
  return { type, bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
};

/** What a client may ask of the platform, in words for machines and for people, by path. Read once: there are few. */
export async function readDescriptionFiles(): Promise<DescriptionFiles> {
  const html = { ...file('text/html; charset=utf-8', page), contentPolicy: pagePolicy };
  return new Map([
    ['/openapi.json', file(json, await fromDisk('openapi.json'))],
    ['/asyncapi.json', file(json, await fromDisk('asyncapi.json'))],
    ['/docs', html],
    ['/docs/', html],
    ['/docs/start.js', file(script, start)],
    ['/docs/swagger-ui-bundle.js', file(script, await fromDisk('swagger-ui-bundle.js'))],
    ['/docs/swagger-ui.css', file('text/css; charset=utf-8', await fromDisk('swagger-ui.css'))],
    ['/docs/favicon-32x32.png', file('image/png', await fromDisk('favicon-32x32.png'))],
  ]);
}
