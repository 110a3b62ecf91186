import { join } from 'node:path';
import type { Connection } from '@fairdue/store';
import { bundled } from './bundled.ts';
import { cleanUp } from './engines.ts';
import { onThisMachine } from './machine.ts';
import { startProcess } from './processes.ts';
import { inTurns, median, print, printRatio, rounds, shown, verdict } from './rounds.ts';
import { knownSent, stillDue, storeCampaigns } from './send/campaigns.ts';
import { quiet, startPlatform, until, type Platform, type Service, type Taken } from './send/platform.ts';

/* Touches that fall due at one instant, from their timers to the mail server through three services, against a loop that asks nobody. */
const messages = Number(process.env['BENCH_MESSAGES'] ?? 5_000);
const perRound = Math.max(100, Math.round(messages / rounds));

const processes = ['campaign', 'guard', 'communicator', 'mongod'] as const;
/** Processor time per message, ms, by process. */
type Used = Record<(typeof processes)[number], number>;
/** One round: how long until the last touch was told of and the first and last email arrived, and what went wrong. */
type Blast = { used: Used; toldS: number; firstS: number; sentS: number; lost: number; twice: number };

type Whole = { platform: Platform; campaign: Service; db: Connection };

async function usedUntilNow({ platform, campaign }: Whole): Promise<Used> {
  const of = (service: Service): Promise<number> => service.ask<number>('processor');
  return {
    campaign: await of(campaign),
    guard: await of(platform.guard),
    communicator: await of(platform.communicator()),
    mongod: await platform.mongodProcessorMs(),
  };
}

/** Everybody's first touch falls due at one instant, when all of them are stored. */
async function blast(whole: Whole): Promise<Blast> {
  const { platform, campaign, db } = whole;
  const from = await platform.addPeople(perRound);
  await platform.sink.ask('forget');
  const begin = Date.now() + 3_000 + perRound * 5;
  const dueAt = platform.businessTime(begin);
  await storeCampaigns(db, { from, size: perRound, dueAt, state: 'planned' });
  const before = await usedUntilNow(whole);
  if (Date.now() > begin) throw new Error('They fell due before all of them were stored.');
  const secondsTo = (at: number): number => (at - begin) / 1_000;
  let toldS = NaN;
  const progress = async (): Promise<number> => {
    if (Number.isNaN(toldS) && (await stillDue(db, dueAt)) === 0) toldS = secondsTo(Date.now());
    return platform.sink.ask<number>('count');
  };
  await until(progress, perRound);
  await until(() => knownSent(db, from, perRound), perRound);
  await quiet(platform, campaign);
  const after = await usedUntilNow(whole);

  const taken = await platform.sink.ask<Taken[]>('taken');
  const people = new Set(taken.map(({ recipient }) => recipient)).size;
  const at = taken.map((each) => each.at).toSorted((a, b) => a - b);
  return {
    used: Object.fromEntries(processes.map((each) => [each, (after[each] - before[each]) / perRound])) as Used,
    ...{ toldS, firstS: secondsTo(at[0] ?? NaN), sentS: secondsTo(at.at(-1) ?? NaN) },
    ...{ lost: perRound - people, twice: taken.length - people },
  };
}

await onThisMachine('blast', async () => {
  const platform = await startPlatform();
  const { campaign, db } = await platform.startCampaign();
  const file = await bundled(join(import.meta.dirname, 'send', 'unguarded-process.ts'));
  const loop = await startProcess(file, [platform.sink.said.smtpUrl]);
  const blasts: Blast[] = [];
  const loopMs: number[] = [];
  const [ours, theirs] = ['timer to mail server', 'template and SMTP pool'] as const;
  const figures = await inTurns([
    {
      name: ours,
      async run() {
        const each = await blast({ platform, campaign, db });
        blasts.push(each);
        return (perRound * 3_600) / each.sentS;
      },
    },
    {
      name: theirs,
      async run() {
        await platform.sink.ask('forget');
        const begin = performance.now();
        loopMs.push((await loop.ask<number>(`0 ${perRound}`)) / perRound);
        return (perRound * 3_600_000) / (performance.now() - begin);
      },
    },
  ]);
  const [lost, twice] = (['lost', 'twice'] as const).map((what) => blasts.reduce((sum, each) => sum + each[what], 0));
  const all = shown(perRound * blasts.length);
  blasts.shift(); // the warm round
  const middle = (pick: (each: Blast) => number): string => median(blasts.map(pick)).toFixed(2);
  print(`emails, ${shown(perRound)} due at once in a round`, '/h', figures);
  printRatio(figures, [ours, theirs]);
  console.log(
    `  the first arrives after ${middle((each) => each.firstS)} s; all told of after ${middle((each) => each.toldS)} s, all arrived after ${middle((each) => each.sentS)} s`,
  );
  const parts = processes.map((each) => `${each} ${middle(({ used }) => used[each])} ms`).join(', ');
  console.log(`  processor time for a message: ${parts}; the loop ${median(loopMs.slice(1)).toFixed(2)} ms`);
  verdict(`of ${all} touches ${lost} lost, ${twice} twice`, lost === 0 && twice === 0, 'none');
}).finally(cleanUp);
process.exit(0);
