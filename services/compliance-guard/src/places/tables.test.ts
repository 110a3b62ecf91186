import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'tables');

test.each(readdirSync(folder))('%s is what the script wrote, and not much to load', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const body = text.slice(text.indexOf('export '));

  expect(/ \* sha256 ([0-9a-f]{64})\n/.exec(text)?.[1]).toBe(createHash('sha256').update(body).digest('hex'));
  expect(text.length).toBeLessThan(40_000);
});
