// npm run demo: starts the whole platform, plays a month of it with scripted borrowers, has it audited, stays up.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stopOnSignal } from '@fairdue/service';
import { audit } from '../audit/audit.ts';
import { printAudit } from '../audit/print-audit.ts';
import { startPlatform, whyNotStarted } from '../platform/platform.ts';
import { clientOf, type Client } from './client.ts';
import { daysPlayed, noteDaysPlayed } from './earlier-run.ts';
import { demoOptions } from './options.ts';
import { allDocuments } from './place.ts';
import { play, type Played } from './play.ts';
import { contactsOf, oneRefusal, timeline } from './report.ts';

const { port, dataDir, ...playing } = demoOptions(process.argv.slice(2));
const { customers, days } = playing;
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
  console.log(
    `\nPlacing ${customers} invented customers with real charged-off amounts, and playing ${days} days: they answer, pay, keep and break plans, stop a channel, dispute, die and ignore as scripted.`,
  );
  noteDaysPlayed(dataDir, 0);
  const played = await play(client, dataDir, playing, { dayEnded: (day) => noteDaysPlayed(dataDir, day) });
  await print(client, played);
  const [first] = played.borrowers;
  if (first) sayWhatToTry(first);
}

/** A second run keeps what is there. How far the first had come is said, as what it would still have done never happens. */
async function keepEarlier(client: Client, daysIn: number): Promise<void> {
  const documents = await allDocuments(client);
  const how = daysIn < days ? `was interrupted after ${daysIn} of its ${days} days` : `played its ${daysIn} days`;
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
For people: ${platform.url}/console/customers/${customerId} (sign in with the key below; others are found by a reference such as DEMO-0007)

Try next (${platform.url} stays up until Ctrl+C; every operation: ${platform.url}/docs):
  export KEY=${apiKey}
  curl -s -H "Authorization: Bearer $KEY" '${platform.url}/v1/documents?limit=2'
  curl -s -u $KEY: ${platform.url}/api/v1/customers/${customerId}
  curl -s -H "X-API-KEY: $KEY" -H 'content-type: application/json' ${platform.url}/api/people/${customerId}/can-interact \\
    -d '{"channel":"email","theme":"opsCollDebt","contactDetails":{"contactType":"email","value":"${email}"}}'
`);
}

async function print(client: Client, { borrowers, placedAt, deeds }: Played): Promise<void> {
  const contacts = await contactsOf(client, borrowers);
  const refused = (customerId: string): number =>
    contacts.filter(({ personId, blocking }) => personId === customerId && (blocking?.length ?? 0) > 0).length;
  const payers = borrowers.filter(
    ({ script, dueOnDay, next }) => script.kind === 'pays in full' && next > 0 && !dueOnDay,
  );
  const [example = borrowers[0]] = payers.sort((a, b) => refused(b.customerId) - refused(a.customerId));
  const audited = await audit({ mongoUrl: platform.mongoUrl, dataDir });
  console.log(`
What happened in ${days} days
  Customers: ${borrowers.length} in ${new Set(borrowers.map(({ state }) => state)).size} states, ${borrowers.filter(({ twoZones }) => twoZones).length} of them in two time zones
  What they did: ${[...deeds].map(([deed, times]) => `${deed} ${times}`).join(', ')}

One customer, from placement to payment (${example?.reference}, ${example?.state})
${example ? await timeline(client, example, contacts, placedAt) : '    nobody paid'}

One contact that was not made
${oneRefusal(borrowers, contacts)}
`);
  printAudit(audited);
  console.log(`The exact messages lie in ${resolve(join(dataDir, 'delivered'))}`);
  if (audited.violations.length > 0) process.exitCode = 1;
}

/** The demo's own key, kept beside its data, so that a second run finds its way in. */
function keptKey(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'demo-api-key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
