import type { Sources } from '../../templates/stored/version.ts';
import { startThreads, threadLimits, type Threads } from './threads.ts';

let threads: Threads;
beforeEach(() => {
  threads = startThreads({ ...threadLimits, threads: 1, cpuMs: 400, wallMs: 8_000, memoryMb: 64 });
});
afterEach(() => threads.stop());

let versions = 0;
function write(words: Partial<Sources>, context: Record<string, unknown> = {}, by = threads) {
  const none = { subjectLineTemplate: null, contentTextTemplate: null, contentHtmlTemplate: null };
  const lasting = { key: `TV-1-${++versions} 1`, value: { ...none, ...words } };
  return by.run('write', { channel: 'email', context, markup: [] }, lasting);
}

const big = '<a & b> '.repeat(50_000);
const manyTimes = (piece: string): string => piece.repeat(Math.floor(500_000 / piece.length));
const failed = { kind: 'malformed', code: 'template-failed' };

test('a template that would run for seconds is ended, and this thread goes on all the while', async () => {
  await write({ contentTextTemplate: 'warm' });
  let beats = 0;
  const heart = setInterval(() => beats++, 10);

  await expect(write({ contentTextTemplate: manyTimes('{{ big|title|upper }}') }, { big })).rejects.toMatchObject(
    failed,
  );
  clearInterval(heart);

  expect(beats).toBeGreaterThan(10); // 400 ms of the other thread's: blocked by it there would be one at most
  await expect(write({ contentTextTemplate: 'And {{ next }}.' }, { next: 'on' })).resolves.toMatchObject({
    text: 'And on.',
  });
  expect(threads.count()).toBe(1);
});

test.each([
  ['loops in loops', '{% for a in many %}{% for b in many %}{% for c in many %}x{% endfor %}{% endfor %}{% endfor %}'],
  ['a loop over what is no list', '{% for a in person %}x{% endfor %}'],
  ['a huge range', '{% for a in range(1000000000) %}x{% endfor %}'],
  ['a message as wide as memory', manyTimes('{{ big }}')],
  ['conditions without end', `${'{% if a %}'.repeat(20_000)}x${'{% endif %}'.repeat(20_000)}`],
  ['brackets without end', `{{ ${'('.repeat(100_000)}a${')'.repeat(100_000)} }}`],
  ['filters without end', `{{ big${'|title'.repeat(50_000)} }}`],
])('%s: the template is refused, and the next one is written', async (_what, source) => {
  const many = Array.from({ length: 5_000 }, () => 'x');

  const hostile = write({ contentHtmlTemplate: source }, { many, big, person: {}, a: true });

  await expect(hostile).rejects.toMatchObject({ kind: 'malformed' });
  await expect(write({ contentTextTemplate: 'next' })).resolves.toMatchObject({ text: 'next' });
});

test('what was given once need not be given again, also to a thread that has let it go', async () => {
  const words = { subjectLineTemplate: null, contentTextTemplate: 'first {{ n }}', contentHtmlTemplate: null };
  const first = (n: number) =>
    threads.run('write', { channel: 'email', context: { n }, markup: [] }, { key: 'TV-1-FIRST 1', value: words });
  await first(1);
  for (let i = 0; i < 40; i++) await write({ contentTextTemplate: `other ${i}` });

  await expect(first(2)).resolves.toMatchObject({ text: 'first 2' });
});

test('more waiting tasks than may wait are refused for now, and those that wait are told when it stops', async () => {
  const few = startThreads({ ...threadLimits, threads: 1, waitingMax: 1 });
  const running = write({ contentTextTemplate: 'a' }, {}, few);
  const waiting = write({ contentTextTemplate: 'b' }, {}, few);
  const outcomes = Promise.allSettled([running, waiting]);

  await expect(write({ contentTextTemplate: 'c' }, {}, few)).rejects.toMatchObject({ code: 'renderer-busy' });
  await few.stop();

  expect(await outcomes).toEqual([
    { status: 'rejected', reason: expect.objectContaining({ code: 'renderer-busy' }) as Error },
    { status: 'rejected', reason: expect.objectContaining({ code: 'renderer-busy' }) as Error },
  ]);
});
