import { deadFiles } from './dead-files.ts';
import { environmentReaders } from './environment-readers.ts';
import { lockFileFaults } from './lock-file.ts';
import { undocumentedCodes } from './undocumented-codes.ts';

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
