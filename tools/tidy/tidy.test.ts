import { changedEvents, differences } from './changed-events.ts';
import { deadFiles } from './dead-files.ts';
import { deadLinks } from './dead-links.ts';
import { environmentReaders } from './environment-readers.ts';
import { lockFileFaults } from './lock-file.ts';
import { checksumOf, migrationChecksums } from './migration-checksums.ts';
import { codesWithoutCure, undocumentedCodes } from './undocumented-codes.ts';
import { unknownRequests } from './unknown-requests.ts';

test('a file that nothing imports or starts is found', () => {
  const files = [
    { path: 'services/a/src/main.ts', text: `import { b } from './b.ts';` },
    { path: 'services/a/src/b.ts', text: '' },
    { path: 'services/a/src/c.ts', text: '' },
    { path: 'tools/d.ts', text: '' },
  ];

  expect(deadFiles(files, '"topics": "node tools/d.ts"')).toEqual([expect.stringContaining('services/a/src/c.ts')]);
});

test('the environment is read in config.ts only', () => {
  const files = ['config.ts', 'app.ts'].map((name) => ({ path: `services/a/src/${name}`, text: 'process.env' }));

  expect(environmentReaders(files)).toEqual([expect.stringContaining('app.ts')]);
});

test('a lock file with an address or without an optional package is found', () => {
  const faults = lockFileFaults({
    packages: {
      '': {},
      'node_modules/a': {
        resolved: 'https://registry.example/a.tgz',
        optionalDependencies: { 'a-linux': '1', 'a-darwin': '1' },
      },
      'node_modules/a/node_modules/a-linux': {},
    },
  });

  expect(faults).toEqual([expect.stringContaining('has an address'), expect.stringContaining('a-darwin')]);
});

test('an error code without an explanation is found', () => {
  const files = [
    { path: 'services/a/src/b.ts', text: `new Refused('rule', 'known', ''); new Unavailable(\n'unknown', '')` },
  ];

  expect(undocumentedCodes(files, '| `known` | … |')).toEqual([expect.stringContaining('unknown')]);

  const envelope = [{ path: 'services/a/src/b.ts', text: `invalid(\n'knownOne', ''); notFound('otherOne', '')` }];
  expect(undocumentedCodes(envelope, '| `known-one` | … |')).toEqual([expect.stringContaining('other-one')]);
});

test('a migration that says another checksum than that of its source is found', () => {
  const path = 'services/a/src/migrations/2026-01-01-b.ts';
  const text = (sum: string) => `export const b = { checksum: '${sum}', page };`;
  const sum = checksumOf(text(''));

  expect(migrationChecksums([{ path, text: text(sum) }])).toEqual([]);
  expect(migrationChecksums([{ path, text: `${text(sum)} changed` }])).toEqual([expect.stringContaining(path)]);
});

test('of an event that was released only an added optional field is no change', () => {
  const before = { type: 'object', required: ['a'], properties: { a: { type: 'string' }, b: { enum: ['x', 'y'] } } };
  const { a, b } = before.properties;
  const after = (changed: object) => differences(before, { ...before, ...changed });

  expect(after({ properties: { a, b: { ...b, description: 'said better' }, c: { type: 'string' } } })).toEqual([]);
  expect(after({ properties: { a, b, c: {} }, required: ['a', 'c'] })).toEqual(['/required']);
  expect(after({ required: [] })).toEqual(['/required']);
  expect(after({ properties: { a } })).toEqual(['/b']);
  expect(after({ properties: { a: { type: 'integer' }, b } })).toEqual(['/a/type']);
  expect(after({ properties: { a, b: { enum: ['x', 'y', 'z'] } } })).toEqual(['/b/enum']);
  expect(changedEvents()).toEqual([]);
});

test('a code without a cause or a cure is found', () => {
  const page = '| `known` | 404 | it is not there | look elsewhere |\n| `bare` | 404 | it is not there | |';

  expect(codesWithoutCure(page)).toEqual([expect.stringContaining('bare')]);
});

test('a link to no file and to no heading is found', () => {
  const pages = [
    { path: 'docs/a.md', text: '# A\n\n## Two words\n\n[x](b.md) [y](#two-words) [z](../c.md#gone) `[n](no.md)`' },
    { path: 'c.md', text: '# C' },
  ];

  const faults = deadLinks(pages, (path) => pages.some((page) => page.path === path));

  expect(faults).toEqual([expect.stringContaining('b.md leads to no file'), expect.stringContaining('#gone')]);
});

test('a page that names a request nobody answers is found', () => {
  const text = '`GET /v1/documents?limit=1` `POST …/rotate` `DELETE /v1/documents/DO-…` `GET /v1/papers`';
  const paths = { '/v1/documents': { get: {} }, '/v1/webhooks/{webhookId}/rotate': { post: {} } };

  const faults = unknownRequests([{ path: 'docs/a.md', text }], paths);

  expect(faults).toEqual([expect.stringContaining('DELETE /v1/documents/DO-…'), expect.stringContaining('/v1/papers')]);
});
