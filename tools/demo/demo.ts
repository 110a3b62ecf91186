// npm run demo: starts the whole platform, plays thirty days of it on a bundled portfolio, prints what happened, stays up.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stopOnSignal } from '@fairdue/service';
import { platformOptions } from '../platform/options.ts';
import { startPlatform, whyNotStarted } from '../platform/platform.ts';
import { clientOf, type Client } from './client.ts';
import { Sink, type Delivered } from './delivered.ts';
import { allDocuments, place, startCampaigns, type Placed } from './place.ts';
import { portfolio } from './portfolio.ts';
import { progress } from './progress.ts';
import { daysPlayed, noteDaysPlayed } from './earlier-run.ts';
import { act, dueToAct, newStory, noteMessage, recipientOf, type Story } from './react.ts';
import { contactsOf, oneRefusal, tally, timeline, violations } from './report.ts';

const days = 30;
const stepsPerDay = 2;

const { port, dataDir } = platformOptions('npm run demo', process.argv.slice(2));
const apiKey = keptKey(dataDir);
console.log(`Starting Fairdue on embedded engines; its data is in ${resolve(dataDir)} …`);
const environment = { BOOTSTRAP_API_KEY: apiKey, LOG_LEVEL: 'error', CLOCK_MOVE_MS: '2000' }; // so long may Ctrl+C have to wait
const platform = await startPlatform({ port, dataDir, environment }).catch((error: unknown) => {
  console.error(whyNotStarted(error));
  process.exit(1);
});
let isStopping = false;
stopOnSignal(() => {
  isStopping = true;
  return platform.stop();
});
await tell(clientOf(platform.url, apiKey)).catch((error: unknown) => {
  if (!isStopping) throw error; // otherwise a request that the stop cut off
});

async function tell(client: Client): Promise<void> {
  const earlierDays = daysPlayed(dataDir);
  if (earlierDays === undefined) await playAnew(client);
  else await keepEarlier(client, earlierDays);
}

async function playAnew(client: Client): Promise<void> {
  const { now } = await client.get<{ now: string }>('/agency/v1/clock');
  console.log(`\nPlacing 250 invented customers with real charged-off amounts. Business time is ${now}.`);
  noteDaysPlayed(dataDir, 0);
  const placed = await place(client, portfolio(20_111, new Date(now)));
  await play(client, placed, new Date(now));
  const [first] = placed;
  if (first) sayWhatToTry(first);
}

/** A second run keeps what is there. How far the first had come is said, as what it would still have done never happens. */
async function keepEarlier(client: Client, daysIn: number): Promise<void> {
  const documents = await allDocuments(client);
  const how = daysIn < days ? `was interrupted after ${daysIn} of its ${days} days` : `played its ${days} days`;
  console.log(`
An earlier run on this folder ${how}; a run is not resumed.
  Kept its ${documents.length} customers, their contacts and their payments; nobody was contacted again.
  To play from the start, stop this and remove ${resolve(dataDir)}.`);
  const customerId = documents[0]?.personId;
  if (!customerId) return;
  const { emails } = await client.get<{ emails: { email: string }[] }>(`/api/v1/customers/${customerId}`);
  sayWhatToTry({ customerId, email: emails[0]?.email });
}

function sayWhatToTry({ customerId, email }: { customerId: string; email: string | undefined }): void {
  console.log(`
Try next (${platform.url} stays up until Ctrl+C; every operation: ${platform.url}/docs):
  export KEY=${apiKey}
  curl -s -H "Authorization: Bearer $KEY" '${platform.url}/v1/documents?limit=2'
  curl -s -u $KEY: ${platform.url}/api/v1/customers/${customerId}
  curl -s -H "X-API-KEY: $KEY" -H 'content-type: application/json' ${platform.url}/api/people/${customerId}/can-interact \\
    -d '{"channel":"email","theme":"opsCollDebt","contactDetails":{"contactType":"email","value":"${email}"}}'
`);
}

async function play(api: Client, customers: Placed[], placedAt: Date): Promise<void> {
  await startCampaigns(api, customers);

  console.log(
    `\nPlaying ${days} days. Customers answer, pay, write STOP, unsubscribe, dispute and ignore as scripted.`,
  );
  const sink = new Sink(dataDir);
  const story = newStory();
  const messages: { customerId: string; message: Delivered }[] = [];
  const say = (now: Date): void =>
    progress(
      'days played',
      Math.floor((now.getTime() - placedAt.getTime()) / 864_000) / 100,
      days,
      `${messages.length} messages, ${story.payments} paid, ${story.wishes.length} asked to be left alone`,
    );
  for (let step = 1; step <= days * stepsPerDay; step++) {
    const to = new Date(placedAt.getTime() + (step * 86_400_000) / stepsPerDay);
    await moveTo(api, to, say);
    take(story, sink.fresh(), customers, messages);
    for (const customer of dueToAct(story, customers, step / stepsPerDay)) await act(api, story, customer);
    noteDaysPlayed(dataDir, step / stepsPerDay);
    say(to);
  }
  await print(api, customers, story, messages, placedAt, sink.folder);
}

/** One request moves the clock for a while and says how far it came; the next goes on from there. */
async function moveTo(api: Client, to: Date, say: (now: Date) => void): Promise<void> {
  for (;;) {
    const { now, reached } = await api.post<{ now: string; reached: boolean }>('/agency/v1/clock', {
      to: to.toISOString(),
      stepMinutes: 120,
    });
    if (reached) return;
    say(new Date(now));
  }
}

function take(
  story: Story,
  fresh: readonly Delivered[],
  customers: readonly Placed[],
  messages: { customerId: string; message: Delivered }[],
): void {
  for (const message of fresh) {
    const customer = recipientOf(message, customers);
    if (!customer) continue;
    messages.push({ customerId: customer.customerId, message });
    noteMessage(story, customer, message);
  }
}

async function print(
  api: Client,
  customers: Placed[],
  story: Story,
  messages: { customerId: string; message: Delivered }[],
  placedAt: Date,
  folder: string,
): Promise<void> {
  const contacts = await contactsOf(api, customers);
  const refused = (customer: Placed): number =>
    contacts.filter(({ personId, blocking }) => personId === customer.customerId && (blocking?.length ?? 0) > 0).length;
  const payers = customers.filter(({ customerId, behaviour }) => behaviour === 'pays' && story.acted.has(customerId));
  const [example = customers[0]] = payers.sort((a, b) => refused(b) - refused(a));
  const broken = violations(story, messages);
  console.log(`
What happened in ${days} days
  Customers: ${customers.length} in ${new Set(customers.map(({ state }) => state)).size} states, ${customers.filter(({ twoZones }) => twoZones).length} of them in two time zones
  Paid in full: ${story.payments}; in part: ${story.partPayments}; disputed: ${story.disputes}; asked to be left alone: ${story.wishes.length}
${tally(contacts)}

One customer, from placement to payment (${example?.reference}, ${example?.state})
${example ? await timeline(api, example, contacts, placedAt) : '    nobody paid'}

One contact that was not made
${oneRefusal(customers, contacts)}

Silence: ${story.wishes.length} opt-outs, ${broken.length} messages started after one was confirmed${broken.length === 0 ? '.' : `:\n    ${broken.join('\n    ')}`}
The exact messages lie in ${resolve(folder)}`);
  if (broken.length > 0) process.exitCode = 1;
}

/** The demo's own key, kept beside its data, so that a second run finds its way in. */
function keptKey(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'demo-api-key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
