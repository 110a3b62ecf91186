import type { Connection } from '@fairdue/store';
import type { Recover } from '../recover/start-recover.ts';

type Profiled = { planSummary: string; keysExamined: number; docsExamined: number; nreturned: number };
export type Plan = { plan: string; keysExamined: number; docsExamined: number; found: number };

/** How the store answered what one request asked of the customers, as its own profiler recorded it. */
export async function plansOf({ db: store }: Connection, recover: Recover, path: string): Promise<Plan[]> {
  if (!store) throw new Error('There is no connection.');
  await store.command({ profile: 2 });
  await recover.ask('GET', path);
  await store.command({ profile: 0 });
  const queries = { ns: `${store.databaseName}.customers`, 'command.find': 'customers' };
  const profiled = await store.collection<Profiled>('system.profile').find(queries).toArray();
  await store.collection('system.profile').drop();
  return profiled.map(({ planSummary, keysExamined, docsExamined, nreturned }) => ({
    ...{ plan: planSummary, keysExamined, docsExamined },
    found: nreturned,
  }));
}
