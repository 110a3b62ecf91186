import mongoose from 'mongoose';
import { mongoUrl } from '../engines.ts';
import { median } from '../rounds.ts';
import type { Recover } from '../recover/start-recover.ts';

/** Microseconds of processor time, by process. */
type Used = { service: number; mongod: number; client: number };

/** Counts work by the clock and by what it costs the processors, which says more on a machine that does other things too. */
export class Meter {
  readonly #recover: Recover;
  readonly #mongo: mongoose.mongo.MongoClient;
  readonly #rounds = new Map<string, Used[]>();

  constructor(recover: Recover, mongo: mongoose.mongo.MongoClient) {
    this.#recover = recover;
    this.#mongo = mongo;
  }

  static async on(recover: Recover): Promise<Meter> {
    return new Meter(recover, await mongoose.mongo.MongoClient.connect(mongoUrl));
  }

  /** Has `work` done, which says how many pieces it was. Answers how many a second. */
  async perSecond(name: string, work: () => Promise<number>): Promise<number> {
    const before = await this.#usedUntilNow();
    const begin = performance.now();
    const pieces = await work();
    const seconds = (performance.now() - begin) / 1_000;
    const after = await this.#usedUntilNow();
    const used = (process: keyof Used): number => (after[process] - before[process]) / pieces;
    const round = { service: used('service'), mongod: used('mongod'), client: used('client') };
    this.#rounds.set(name, [...(this.#rounds.get(name) ?? []), round]);
    return pieces / seconds;
  }

  /** The medians since the last print, without the first round of each, which warms up. */
  print(piece: string): void {
    console.log(`  processor time for ${piece}, in microseconds`);
    for (const [name, rounds] of this.#rounds) {
      const of = (process: keyof Used): string =>
        `${process} ${Math.round(median(rounds.slice(1).map((used) => used[process])))}`;
      console.log(`    ${name.padEnd(32)} ${of('service')}, ${of('mongod')}, ${of('client')}`);
    }
    this.#rounds.clear();
  }

  close = (): Promise<void> => this.#mongo.close();

  async #usedUntilNow(): Promise<Used> {
    const { extra_info: mongod } = await this.#mongo.db('admin').command({ serverStatus: 1 });
    const { user_time_us, system_time_us } = mongod as { user_time_us: number; system_time_us: number };
    const { user, system } = process.cpuUsage();
    return {
      service: await this.#recover.processorMicros(),
      mongod: Number(user_time_us) + Number(system_time_us),
      client: user + system,
    };
  }
}
