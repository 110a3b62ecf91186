import { join } from 'node:path';
import { bundled } from './bundled.ts';
import { cleanUp } from './engines.ts';
import { onThisMachine } from './machine.ts';
import { startProcess } from './processes.ts';
import { inTurns, median, print, printRatio, rounds, shown, verdict } from './rounds.ts';
import { quiet, startPlatform, until, type Platform, type Taken } from './send/platform.ts';

/* Touches that fall due, decided, permitted, rendered and handed to a mail server, against a loop that does nothing but render and send. */
const messages = Number(process.env['BENCH_MESSAGES'] ?? 100_000);
const perRound = Math.max(200, Math.round(messages / 20));

/** Processor time per message, ms, by process. */
type Used = { communicator: number; guard: number; mongod: number };
const usedUntilNow = async (platform: Platform): Promise<Used> => ({
  communicator: await platform.communicator().ask<number>('processor'),
  guard: await platform.guard.ask<number>('processor'),
  mongod: await platform.mongodProcessorMs(),
});

const count =
  ({ sink }: Platform) =>
  () =>
    sink.ask<number>('count');

const used: Used[] = [];

/** Sends to people nobody has written to, and answers how many a second the mail server had. */
async function guarded(platform: Platform): Promise<number> {
  const from = await platform.addPeople(perRound);
  await platform.sink.ask('forget');
  const before = await usedUntilNow(platform);
  const begin = performance.now();
  await platform.fallDue(from, perRound);
  await until(count(platform), perRound);
  const seconds = (performance.now() - begin) / 1_000;
  await quiet(platform);
  const after = await usedUntilNow(platform);
  const each = (process: keyof Used): number => (after[process] - before[process]) / perRound;
  used.push({ communicator: each('communicator'), guard: each('guard'), mongod: each('mongod') });
  return perRound / seconds;
}

async function compare(platform: Platform): Promise<void> {
  const file = await bundled(join(import.meta.dirname, 'send', 'unguarded-process.ts'));
  const loop = await startProcess(file, [platform.sink.said.smtpUrl]);
  const loopMs: number[] = [];
  const figures = await inTurns([
    { name: 'communicator and guard', run: () => guarded(platform) },
    {
      name: 'template and SMTP pool',
      async run() {
        await platform.sink.ask('forget');
        const begin = performance.now();
        loopMs.push((await loop.ask<number>(`0 ${perRound}`)) / perRound);
        return (perRound * 1_000) / (performance.now() - begin);
      },
    },
  ]);
  print(
    `${(perRound * rounds).toLocaleString('en-US')} emails, ${perRound.toLocaleString('en-US')} a round`,
    '/s',
    figures,
  );
  printRatio(figures, ['communicator and guard', 'template and SMTP pool'], 0.6);
  const of = (process: keyof Used): string => median(used.slice(1).map((each) => each[process])).toFixed(2);
  console.log(
    `  processor time for a message: communicator ${of('communicator')} ms, guard ${of('guard')} ms, mongod ${of('mongod')} ms; the loop ${median(loopMs.slice(1)).toFixed(2)} ms`,
  );
}

const mb = (size: number | undefined): string => `${size?.toFixed(0)} MB`;

/** The whole list falls due at once: how much the communicator holds with a tenth, a half and all of it sent. */
async function measureMemory(platform: Platform): Promise<void> {
  const from = await platform.addPeople(messages);
  await platform.sink.ask('forget');
  const begin = performance.now();
  const published = platform.fallDue(from, messages);
  const sizes: number[] = [];
  for (const share of [0.1, 0.5, 1]) {
    await until(count(platform), Math.floor(messages * share));
    sizes.push(await platform.communicator().ask<number>('memory'));
  }
  const perSecond = (messages * 1_000) / (performance.now() - begin);
  await published;
  await quiet(platform);
  const [tenth = NaN, half, all = NaN] = sizes;
  const said = `memory at 10 %, 50 % and 100 %: ${mb(tenth)}, ${mb(half)}, ${mb(all)}`;
  console.log(`\n${messages.toLocaleString('en-US')} emails due at once: ${shown(perSecond)} /s`);
  verdict(said, all <= tenth * 1.1, 'no more than 10 % growth');
}

/** The communicator is ended in the middle of a list, as by `kill -9`, and started again. */
async function killInTheMiddle(platform: Platform): Promise<void> {
  const size = Math.max(500, Math.round(messages / 10));
  const from = await platform.addPeople(size);
  await platform.sink.ask('forget');
  await platform.fallDue(from, size);
  await until(count(platform), Math.floor(size / 2));
  await platform.communicator().kill();
  const atKill = await platform.sink.ask<number>('count');
  await platform.restartCommunicator();
  await until(count(platform), size, 400_000); // what nobody had is tried again after five minutes
  await quiet(platform);
  const taken = await platform.sink.ask<Taken[]>('taken');
  const people = new Set(taken.map(({ recipient }) => recipient));
  const lost = size - people.size;
  const twice = taken.length - people.size;
  console.log(
    `\n${size.toLocaleString('en-US')} emails, kill -9 of the communicator after ${atKill.toLocaleString('en-US')}`,
  );
  verdict(`lost ${lost}`, lost === 0, '0');
  verdict(`twice ${twice}`, twice === 0, '0');
}

await onThisMachine('send', async () => {
  const platform = await startPlatform();
  await compare(platform);
  await measureMemory(platform);
  await killInTheMiddle(platform);
}).finally(cleanUp);
process.exit(0);
