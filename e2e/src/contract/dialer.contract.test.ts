import { eventually } from '@fairdue/testing';
import { aDialer, type ADialer, type Task } from './a-dialer.ts';
import { Client } from './client.ts';
import { businessNow, moveTo, nextInPhoenix } from './communicator-given.ts';
import { usd } from './examples.ts';
import { bodyOf, given, givenCreditor, givenKey } from './given.ts';
import { startPlatform, type RunningPlatform } from './running-platform.ts';

const dayMs = 86_400_000;
let dialer: ADialer;
let platform: RunningPlatform;
let client: Client;

beforeAll(async () => {
  dialer = await aDialer();
  platform = await startPlatform({ configured: { PROVIDERS: JSON.stringify([dialer.provider]) } });
  const creditorId = await givenCreditor(platform, { collectorRole: 'firstParty' });
  client = new Client(platform.url, await givenKey(platform, [creditorId], 'operator'));
  await moveTo(platform, nextInPhoenix(await businessNow(platform), 10));
}, 240_000);
afterAll(async () => {
  await platform.stop();
  await dialer.stop();
}, 60_000);

type Called = { customerId: string; documentId: string; campaignId: string; to: string };

/** Somebody whom a campaign is about to call. */
async function givenCampaign(reference: string, phoneNumber: string): Promise<Called> {
  const at = (await businessNow(platform)).getTime() - 365 * dayMs;
  const { customerId } = await given(client, {
    reference,
    name: { firstName: 'Called', lastName: reference },
    addresses: [{ city: 'Phoenix', state: 'AZ', zipcode: '85004', countryCode: 'US', types: ['HOME'] }],
    phones: [{ phoneNumber, types: ['CELL'] }],
    emails: [{ email: `${reference}@example.com`, types: ['HOME'] }],
    debts: [
      {
        transactionId: `CALL-${reference}`, initialPrincipal: usd(10_000), initialInterest: usd(0), initialFees: usd(0),
        defaultTimestamp: at, itemizationTimestamp: at,
      },
    ],
  }); // prettier-ignore
  const documentId = await eventually(async () => {
    type Listed = { documents: { id: string; loan: { status: string } | null }[] };
    const { documents } = bodyOf<Listed>(await client.get(`/v1/documents?personId=${customerId}`), 200);
    const overdue = documents.find(({ loan }) => loan?.status === 'BEHIND');
    return overdue?.id ?? false;
  }, 60_000);
  const guidance = { sms: false, email: false, call: true, cadence: 'once', tone: 'firm' };
  const started = await client.post(`/v1/documents/${documentId}/rcm`, guidance);
  const campaignId = bodyOf<{ campaign: { id: string } }>(started, 201).campaign.id;
  return { customerId, documentId, campaignId, to: `+1${phoneNumber.replaceAll('-', '')}` };
}

type Shown = { status: string; handOver: string; agentOutcome: string | null };
async function callOf({ customerId }: Called): Promise<Shown | undefined> {
  const page = await client.get(`/agency/v1/interactions?customerId=${customerId}`);
  return bodyOf<{ items: Shown[] }>(page, 200).items[0];
}
const taskOf = ({ to }: Called): Task | undefined => [...dialer.tasks.values()].find((task) => task.to === to);
const ask = ({ key }: Task) => dialer.tell(platform.url, { key, type: 'call.due' });

test('a call in a dialer’s queue is not made after its customer has said stop; another one is, once', async () => {
  const stopped = await givenCampaign('STOPPED', '602-555-0171');
  const reached = await givenCampaign('REACHED', '602-555-0172');
  await moveTo(platform, nextInPhoenix(new Date((await businessNow(platform)).getTime() + dayMs), 14));
  const [gone, goes] = await eventually(() => {
    const [one, other] = [taskOf(stopped), taskOf(reached)];
    return one !== undefined && other !== undefined && ([one, other] as const);
  }, 60_000);
  expect([await callOf(stopped), await callOf(reached)]).toMatchObject([
    { handOver: 'posted' },
    { handOver: 'posted' },
  ]);

  const { documentId, campaignId } = stopped;
  const optedOut = await client.post(`/v1/documents/${documentId}/rcm/opt-out`, { campaignId, channel: 'all' });
  expect(optedOut.status).toBeLessThan(300);
  const answers = [await ask(gone), await ask(goes), await ask(goes)];

  expect(answers).toMatchObject([
    { status: 200, body: { dial: false } },
    { status: 200, body: { dial: true, withinMs: 3_000 } },
    { status: 200, body: { dial: false, reason: 'asked-before' } },
  ]);
  await dialer.tell(platform.url, { key: goes.key, type: 'call.ended', outcome: 'voiceSpokeWithFirstParty' });
  await eventually(async () => (await callOf(reached))?.agentOutcome === 'voiceSpokeWithFirstParty');
  expect(['failed', 'canceled']).toContain((await callOf(stopped))?.status);
}, 120_000);
