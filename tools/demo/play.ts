import { Acceptances } from '../audit/accepted.ts';
import { act } from './act.ts';
import type { Client } from './client.ts';
import { Sink } from './delivered.ts';
import { place, startCampaigns } from './place.ts';
import { portfolio } from './portfolio.ts';
import { progress } from './progress.ts';
import { AddressBook, asBorrower, dueToAct, hear, nextDeed, type Borrower } from './react.ts';

export type PlayOptions = { customers: number; days: number; seed: number };

export type Played = { borrowers: Borrower[]; placedAt: Date; deeds: Map<string, number>; messages: number };

/** `dayEnded`: what else happens when a day is over. `dayBegins`: what happens while the clock is moved through it. */
export type Around = { dayBegins?: (day: number) => Promise<void>; dayEnded?: (day: number) => void };

const dayMs = 86_400_000;
/** What falls due within so long of the first is played together with it. */
const stepMinutes = 120;
/** A campaign has twelve touches at most. A lender who is still owed after a quarter begins another. */
const campaignDays = 91;

/**
 * Places invented customers, starts a campaign on each, and plays day after day: time passes, borrowers read what has
 * reached the sink, and do as their script says. It knows of the platform what any client knows.
 */
export async function play(
  client: Client,
  dataDir: string,
  { customers, days, seed }: PlayOptions,
  { dayBegins, dayEnded }: Around = {},
): Promise<Played> {
  const { now } = await client.get<{ now: string }>('/agency/v1/clock');
  const placedAt = new Date(now);
  const accepted = new Acceptances(dataDir);
  const placed = await place(client, portfolio(seed, placedAt, customers), accepted);
  const borrowers = placed.map(asBorrower);
  await startCampaigns(client, borrowers, accepted);

  const sink = new Sink(dataDir);
  const addresses = new AddressBook(borrowers);
  const played: Played = { borrowers, placedAt, deeds: new Map(), messages: 0 };
  for (let day = 1; day <= days; day++) {
    const to = new Date(placedAt.getTime() + day * dayMs);
    await Promise.all([moveTo(client, to), dayBegins?.(day)]);
    for (const message of sink.fresh()) {
      const borrower = addresses.recipientOf(message);
      if (!borrower) throw new Error(`${message.file} is for nobody who was placed`);
      hear(borrower, message.channel, day);
      played.messages += 1;
    }
    for (const borrower of dueToAct(borrowers, day)) {
      const does = nextDeed(borrower, day);
      if (!does) continue;
      accepted.add(await act(client, borrower, does, to));
      played.deeds.set(does, (played.deeds.get(does) ?? 0) + 1);
    }
    if (day % campaignDays === 0 && day < days) await startCampaigns(client, borrowers, accepted, day / campaignDays);
    dayEnded?.(day);
    progress('days played', day, days, `${played.messages} messages, ${[...played.deeds.values()].reduce((a, b) => a + b, 0)} deeds`); // prettier-ignore
  }
  await moveTo(client, new Date(placedAt.getTime() + days * dayMs)); // what the last deeds led to comes to rest
  return played;
}

/** One request moves the clock for a while and says how far it came; the next goes on from there. */
async function moveTo(client: Client, to: Date): Promise<void> {
  const move = { to: to.toISOString(), stepMinutes };
  while (!(await client.post<{ reached: boolean }>('/agency/v1/clock', move)).reached);
}
