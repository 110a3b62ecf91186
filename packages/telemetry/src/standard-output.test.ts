import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const index = join(import.meta.dirname, 'index.ts');
const running: ChildProcess[] = [];
afterEach(() => running.splice(0).forEach((child) => child.kill()));

/** A process that logs to its standard output. */
function aProcess(code: string): ChildProcess {
  const script = `import { createLog } from ${JSON.stringify(index)}; const log = createLog('recover'); ${code}`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script]);
  running.push(child);
  return child;
}

test('a line is seen while the process goes on', async () => {
  const child = aProcess(`log.info('one line'); setInterval(() => undefined, 1_000);`);

  const [bytes] = (await once(child.stdout!, 'data')) as [Buffer];

  expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({ service: 'recover', msg: 'one line' });
});

test('the lines of several services of a process come in the order in which they were logged', async () => {
  const child = aProcess(`
    const logs = ['a', 'b', 'c'].map((service) => createLog(service));
    for (let i = 0; i < 300; i++) logs[i % 3].info({ i }, 'line');`);
  let text = '';
  child.stdout!.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));

  await once(child, 'close');

  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { i: number; service: string });
  expect(lines.map(({ i, service }) => `${service}${i}`)).toEqual(
    Array.from({ length: 300 }, (_, i) => `${'abc'[i % 3]}${i}`),
  );
});

test.each([
  ['an exit', 'process.exit(3)'],
  ['an error that nobody catches', `throw new Error('over')`],
])('what was logged before %s is written', async (_what, end) => {
  const child = aProcess(`for (let i = 0; i < 1_000; i++) log.info({ i }, 'line'); ${end};`);
  let text = '';
  child.stdout!.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));

  await once(child, 'close');

  expect(
    text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { i: number }).i),
  ).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
});
