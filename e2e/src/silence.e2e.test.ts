import { eventually } from '@fairdue/testing';
import { delivered } from './delivered.ts';
import { Installation } from './installation.ts';
import { answered, businessNow } from './story.ts';
import { startRacingLine, type RacingLine } from './racing-line.ts';

const dayMs = 86_400_000;
const sends = 200;
const email = 'wanted@example.com';
const phone = '919-555-0142';
const optOutRules = ['reg-f-medium-opt-out', 'platform-do-not-interact', 'tcpa-revocation'];
let line: RacingLine;
let platform: Installation;
let key = '';

beforeAll(async () => {
  line = await startRacingLine(() => platform.urlOf('compliance-guard'));
  platform = new Installation({
    COMPLIANCE_GUARD_URL: line.url,
    HAND_OVERS_AT_ONCE: '10',
    RATE_LIMIT_PER_MINUTE: '100000',
  });
  await platform.start();
  key = await givenFirstParty();
}, 180_000);
afterAll(async () => {
  await platform.stop();
  await line.stop();
}, 60_000);

const call = async <T>(method: string, path: string, body?: unknown, apiKey = key): Promise<T> => {
  const answer = await answered(platform, method, path, body, { authorization: `Bearer ${apiKey}` });
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as T;
};

/** A creditor who collects their own debts: no cap and no notice stands between a customer and their messages. */
async function givenFirstParty(): Promise<string> {
  const sender = {
    companyName: 'Lender',
    addressLines: ['1 Main St'],
    phone: '+19195550100',
    email: 'a@lender.example',
  };
  const settings = { collectorRole: 'firstParty', textConsentAtPlacement: true };
  const registration = { companyName: 'Lender', settings, sender };
  const creditor = await call<{ creditorId: string }>('POST', '/agency/v1/creditors', registration, platform.apiKey);
  const opening = { name: 'Lender', roles: ['operator'], creditorIds: [creditor.creditorId] };
  const account = await call<{ accountId: string }>('POST', '/agency/v1/accounts', opening, platform.apiKey);
  const path = `/agency/v1/accounts/${account.accountId}/keys`;
  return (await call<{ apiKey: string }>('POST', path, {}, platform.apiKey)).apiKey;
}

/** One customer with as many overdue debts as there are to be messages. */
async function placeOne(now: Date): Promise<string> {
  const usd = (amount: number) => ({ amount, currency: 'USD' });
  const at = now.getTime() - 365 * dayMs;
  const debts = Array.from({ length: sends }, (_, i) => ({
    transactionId: `RACE-${i}`,
    initialPrincipal: usd(10_000),
    initialInterest: usd(0),
    initialFees: usd(0),
    defaultTimestamp: at,
    itemizationTimestamp: at,
  }));
  const customer = {
    reference: 'RACE',
    name: { firstName: 'Wanted', lastName: 'Everywhere' },
    addresses: [{ city: 'Raleigh', state: 'NC', zipcode: '27601', countryCode: 'US' }],
    phones: [{ phoneNumber: phone, types: ['CELL'] }],
    emails: [{ email, types: ['HOME'] }],
    debts,
  };
  type Answer = { responses: [{ customer: { meta: { id: string } } }] };
  const { responses } = await call<Answer>('POST', '/api/v1/customersBatch/', { customers: [customer] });
  return responses[0].customer.meta.id;
}

type Document = { id: string; loan: { status: string } | null };
const documentsOf = (customerId: string): Promise<Document[]> =>
  eventually(async () => {
    const path = `/v1/documents?personId=${customerId}`;
    const { documents: first } = await call<{ documents: Document[] }>('GET', path);
    const { documents: rest } = await call<{ documents: Document[] }>(
      'GET',
      `${path}&startingAfter=${first.at(-1)?.id}`,
    );
    const overdue = [...first, ...rest].filter(({ loan }) => loan?.status === 'BEHIND');
    if (overdue.length < sends) throw new Error(`${overdue.length} debts are documents`);
    return overdue;
  }, 60_000);

const channels = [
  { sms: true, email: false, call: false },
  { sms: false, email: true, call: false },
  { sms: false, email: false, call: true },
];

type Optable = { documentId: string; campaignId: string };
async function startCampaigns(documents: readonly Document[]): Promise<Optable[]> {
  const started: Optable[] = [];
  const waiting = documents.map(({ id }, i) => ({
    id,
    guidance: { ...channels[i % 3], cadence: 'once', tone: 'firm' },
  }));
  const starters = Array.from({ length: 2 }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const path = `/v1/documents/${next.id}/rcm`;
      const { campaign } = await call<{ campaign: { id: string } }>('POST', path, next.guidance);
      started.push({ documentId: next.id, campaignId: campaign.id });
    }
  });
  await Promise.all(starters);
  return started;
}

type Interaction = {
  subject: string | null;
  channel: string;
  status: string;
  handOver: string;
  complianceGuardRuleId: string | null;
};
async function interactionsOf(customerId: string): Promise<Interaction[]> {
  const all: Interaction[] = [];
  for (let after = ''; ;) {
    type Page = { items: Interaction[]; next: string | null };
    const path = `/agency/v1/interactions?customerId=${customerId}&limit=200${after && `&after=${after}`}`;
    const { items, next } = await call<Page>('GET', path);
    all.push(...items);
    if (!next) return all;
    after = next;
  }
}

/** The one text that may follow a STOP: that the wish is known and will be kept. */
const confirmsStop = ({ text }: { text: string }): boolean => text.includes('You asked us to stop texting this number');
const takenBy = (channel: string): number[] =>
  delivered(platform.dataDir)
    .filter((message) => message.channel === channel && !confirmsStop(message))
    .map(({ takenAtMs }) => takenAtMs);

test('opt-outs racing two hundred sends of their customer on three channels: after each one’s 2xx nothing starts', async () => {
  const now = await businessNow(platform);
  const customerId = await placeOne(now);
  const [one] = await startCampaigns(await documentsOf(customerId));
  const to = new Date(now.getTime() + 2 * dayMs).toISOString();
  const moved = eventually(async () => {
    const { status, body } = await platform.call('POST', '/agency/v1/clock', { to, stepMinutes: 1_440 });
    return status === 200 && (body as { reached: boolean }).reached;
  }, 120_000);
  moved.catch(() => undefined); // awaited below, after the race
  await eventually(() => ['text', 'email', 'voice'].every((channel) => takenBy(channel).length > 4), 60_000);

  /** Asked for while messages of the channel are let through and have not begun; gives the moment of its 2xx. */
  const silentFrom = async (channel: string, path: string, body: unknown): Promise<number> => {
    await line.letThrough(channel);
    await call('POST', path, body);
    return Date.now();
  };
  const stop = { channel: 'text', direction: 'inbound', theme: 'inbRequest', status: 'succeeded' };
  const noTextFrom = await silentFrom('text', '/api/communicator/receive', {
    ...stop,
    content: { from: phone, body: 'STOP' },
  });
  const noEmailFrom = await silentFrom('email', `/api/v1/customers/${customerId}/unsubscribe`, { emails: [{ email }] });
  const nothingFrom = await silentFrom('voice', `/v1/documents/${one?.documentId}/rcm/opt-out`, {
    campaignId: one?.campaignId,
    channel: 'all',
  });
  expect(line.races()).toBeGreaterThan(0);
  await moved;

  const late = (channel: string, from: number) => takenBy(channel).filter((at) => at > from);
  expect({
    text: late('text', noTextFrom),
    email: late('email', noEmailFrom),
    voice: late('voice', nothingFrom),
  }).toEqual({
    text: [],
    email: [],
    voice: [],
  });
  const interactions = (await interactionsOf(customerId)).filter(
    ({ status, subject }) => status !== 'canceled' && subject !== 'electronicConsentOptOut',
  );
  const blockedBy = new Set(interactions.flatMap(({ complianceGuardRuleId }) => complianceGuardRuleId ?? []));
  expect([...blockedBy].filter((ruleId) => !optOutRules.includes(ruleId))).toEqual([]);
  expect(delivered(platform.dataDir).filter(confirmsStop).length).toBeLessThanOrEqual(1);
  expect(delivered(platform.dataDir).length).toBeLessThan(sends - 20);
}, 240_000);
