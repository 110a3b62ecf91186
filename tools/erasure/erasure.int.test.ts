import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processEnvironment } from '@fairdue/config';
import { connect, type Connection } from '@fairdue/store';
import { eventually } from '@fairdue/testing';
import { audit } from '../audit/audit.ts';
import { startPlatform, type Platform } from '../platform/platform.ts';

const bootstrapKey = 'erasure-test-key-0123456789';
/** Who works on the case; the first start's account is linked to nobody. */
let key = bootstrapKey;
const { ENGINES, MONGODB_URL = '', KAFKA_BROKERS = '' } = processEnvironment();
const prefix = ENGINES === 'real' ? `erasure${process.pid}_` : 'fairdue_';
const real = ENGINES === 'real' ? { MONGODB_URL, KAFKA_BROKERS, TOPIC_PREFIX: prefix } : {};
let dataDir: string;
let platform: Platform;
let db: Connection;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'erasure-'));
  const environment = {
    ...real,
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    BOOTSTRAP_API_KEY: bootstrapKey,
    DATABASE_PREFIX: prefix,
  };
  platform = await startPlatform({ port: 0, dataDir, environment });
  db = await connect(platform.mongoUrl, `${prefix}recover`, { appName: 'test' });
});
afterAll(async () => {
  if (ENGINES === 'real') for (const { name } of await databases()) await db.getClient().db(name).dropDatabase();
  await db.close();
  await platform.stop();
  rmSync(dataDir, { recursive: true });
});

type Answer = { status: number; text: string; body: never };
async function send(
  method: string,
  path: string,
  body?: unknown,
  apiKey = key,
  type = 'application/json',
): Promise<Answer> {
  const response = await fetch(`${platform.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, ...(body !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    body: (/^[[{]/.test(text) && !text.includes('\n') ? JSON.parse(text) : null) as never,
  };
}
async function good<T>(method: string, path: string, body?: unknown, apiKey = key, type?: string): Promise<T> {
  const answer = await send(method, path, body, apiKey, type);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** Its services' own databases; the log of the in-process bus is a topic, and topics are short. */
const databases = async () =>
  (await db.getClient().db().admin().listDatabases()).databases.filter(
    ({ name }) => name.startsWith(prefix) && name !== 'fairdue_bus',
  );

/** Where any of these words stands, as `database.collection`. */
async function placesOf(words: readonly string[]): Promise<string[]> {
  const places: string[] = [];
  for (const { name } of await databases()) {
    const database = db.getClient().db(name);
    for (const { name: collection } of await database.listCollections().toArray()) {
      const rows = await database.collection(collection).find().toArray();
      const text = JSON.stringify(rows).toLowerCase();
      const found = words.filter((word) => text.includes(word.toLowerCase()));
      if (found.length > 0) places.push(`${name.slice(prefix.length)}.${collection}: ${found.join(', ')}`);
    }
  }
  return places;
}

const dayMs = 86_400_000;
const yearAgo = Date.now() - 365 * dayMs;
const usd = (amount: number) => ({ amount, currency: 'USD' });
const words = [
  'Xanthippe', 'Quillfeather', '19 Wisteria Ct', 'xq@quill.example', '602-555-0177', '6025550177', '987654321', 'Wombat Law',
  'lives with her aunt', 'please stop calling', 'ACCT-QX-77', 'CUST-QX-77', 'letter-to-xanthippe', 'note about her',
]; // prettier-ignore
const overdue = {
  ...{ initialPrincipal: usd(12_000), initialInterest: usd(0), initialFees: usd(0) },
  ...{ defaultTimestamp: yearAgo, itemizationTimestamp: yearAgo, transactionTimestamp: yearAgo - 365 * dayMs },
};
const her = {
  reference: 'CUST-QX-77',
  name: { firstName: 'Xanthippe', lastName: 'Quillfeather' },
  ssn: '987654321',
  comments: [{ comment: 'She lives with her aunt.' }],
  addresses: [{ streetLine1: '19 Wisteria Ct', city: 'Phoenix', state: 'AZ', zipcode: '85004', countryCode: 'US', types: ['HOME'] }],
  phones: [{ phoneNumber: '602-555-0177', types: ['CELL'] }],
  emails: [{ email: 'xq@quill.example', types: ['HOME'] }],
  debts: [{ ...overdue, transactionId: 'ACCT-QX-77', comments: [{ comment: 'A note about her.' }] }],
}; // prettier-ignore

/** Somebody whose story goes on while hers ends. */
const neighbour = {
  reference: 'CUST-OF-ANOTHER',
  name: { firstName: 'Ana', lastName: 'Reyes' },
  addresses: [
    { streetLine1: '5 Palm Rd', city: 'Phoenix', state: 'AZ', zipcode: '85004', countryCode: 'US', types: ['HOME'] },
  ],
  emails: [{ email: 'ana@reyes.example', types: ['HOME'] }],
  debts: [{ ...overdue, transactionId: 'ACCT-OF-ANOTHER' }],
};

type Placed = { responses: { customer?: { meta: { id: string }; debts: { meta: { id: string } }[]; phones: { meta: { id: string } }[] } }[] }; // prettier-ignore
const place = (customer: object) => good<Placed>('POST', '/api/v1/customersBatch/', { customers: [customer] });

async function aColleague(creditorId: string): Promise<string> {
  const account = { name: 'A colleague', roles: ['operator'], creditorIds: [creditorId] };
  const { accountId } = await good<{ accountId: string }>('POST', '/agency/v1/accounts', account);
  return (await good<{ apiKey: string }>('POST', `/agency/v1/accounts/${accountId}/keys`, {})).apiKey;
}

type Seen = { campaign: { id: string; active: boolean }; touches: { state: string; dueAt: string }[] };
/** A campaign by email on somebody's only debt. */
async function campaignOn(personId: string): Promise<() => Promise<Seen>> {
  const path = await eventually(async () => {
    const { documents } = await good<{ documents: { id: string }[] }>('GET', `/v1/documents?personId=${personId}`);
    return documents.length > 0 && `/v1/documents/${documents[0]?.id}/rcm`;
  }, 60_000);
  const wish = { sms: false, email: true, call: false, tone: 'professional', cadence: 'once per week' };
  const { campaign } = await good<Seen>('POST', path, wish);
  return () => good<Seen>('GET', `${path}/${campaign.id}`);
}
/** Business time goes there, in as many requests as it takes. */
async function moveTo(to: Date): Promise<void> {
  const step = { to: to.toISOString() };
  while (!(await good<{ reached: boolean }>('POST', '/agency/v1/clock', step, bootstrapKey)).reached);
}

const asked = (loanId: string) => ({ channel: 'text', theme: 'opsCollDebt', loanId, contactDetails: { contactType: 'phone', value: '+16025550177' } }); // prettier-ignore
const mayContact = (customerId: string, loanId: string) =>
  send('POST', `/api/people/${customerId}/can-interact`, asked(loanId));

test('after an erasure in the middle of a story nothing of the person is in any database, and evidence, limits and silence stand', async () => {
  const { creditorId } = await good<{ creditorId: string }>('POST', '/agency/v1/creditors', {
    ...{ companyName: 'Bluebird Holdings', industry: 'Retail', commissionPercentBasisPoint: 2_500 },
    settings: { collectorRole: 'firstParty' },
    sender: { companyName: 'Bluebird', addressLines: ['1 Road'], phone: '+12125550100', email: 'a@bluebird.example' },
  });
  const colleague = await aColleague(creditorId);
  key = await aColleague(creditorId);
  const { customer } = (await place(her)).responses[0] ?? {};
  if (!customer) throw new Error('She was not placed.');
  const [customerId, debtId, contactId] = [customer.meta.id, customer.debts[0]?.meta.id ?? '', customer.phones[0]?.meta.id];
  await eventually(async () => (await mayContact(customerId, debtId)).status === 200, 60_000);
  const another = (await place(neighbour)).responses[0]?.customer?.meta.id ?? '';
  const campaigns = [await campaignOn(customerId), await campaignOn(another)];
  const firsts = (await Promise.all(campaigns.map((seen) => seen()))).map(({ touches }) => new Date(touches[0]?.dueAt ?? '').getTime());
  const hourMs = 3_600_000;
  await moveTo(new Date(Math.max(...firsts) + hourMs));
  for (const seen of campaigns) expect((await seen()).touches[0]).toMatchObject({ state: 'sent' });
  const attorney = { email: 'office@wombat.example', contactInfo: { name: 'Wombat Law' } };
  await good('POST', `/api/v1/debts/${debtId}/representation/attorneyRepresentation`, attorney);
  const stop = { channel: 'text', direction: 'inbound', theme: 'inbRequest', status: 'succeeded', contactId, startedAt: '2026-11-01T17:12:09Z', externalId: 'in-1', metaData: { said: 'please stop calling' } };
  await good('POST', '/api/communicator/receive', { ...stop, content: { from: '+16025550177', to: '+18885550134', body: 'STOP' } });
  const file = await good<{ id: string }>('POST', '/agency/v1/files', { name: 'letter-to-xanthippe.txt', contentType: 'text/plain', customerId });
  await good('PUT', `/agency/v1/files/${file.id}/content`, 'Dear Xanthippe', key, 'application/octet-stream');
  await good('POST', `/api/v1/customers/${customerId}/debts/${debtId}/retract?reason=Sold`, {});
  await eventually(async () => (await placesOf(words)).some((line) => line.startsWith('communicator.stop_list')), 60_000);
  const before = await placesOf(words);
  expect(before.length).toBeGreaterThan(8);
  const erasure = `/agency/v1/customers/${customerId}/erasure`;

  await good('POST', erasure, { reason: 'Asked for in a letter.', beforeRetentionEnds: true });
  await good('POST', `${erasure}/confirm`, {}, colleague);

  await eventually(async () => (await placesOf(words)).length === 0, 60_000).catch(() => undefined);
  expect(await placesOf(words)).toEqual([]);
  expect(await good('GET', erasure)).toMatchObject({ state: 'done' });
  expect((await mayContact(customerId, debtId)).status).toBe(404);
  expect((await send('GET', `/agency/v1/customers/${customerId}`)).status).toBe(404);

  await moveTo(new Date(Math.max(...firsts) + 8 * dayMs));
  await eventually(async () => ((await campaigns[1]?.())?.touches ?? []).filter(({ state }) => state === 'sent').length > 1, 60_000);

  const again = await place({ ...her, phones: [], emails: [{ email: 'new@quill.example' }] });
  expect(again.responses[0]?.customer).toBeUndefined();
  const other = { ...her, reference: 'CUST-OTHER', debts: [{ ...her.debts[0], transactionId: 'ACCT-OTHER' }] };
  const sameNumber = (await place(other)).responses[0]?.customer;
  const [otherId, otherDebt] = [sameNumber?.meta.id ?? '', sameNumber?.debts[0]?.meta.id ?? ''];
  await eventually(async () => (await mayContact(otherId, otherDebt)).status === 200, 60_000);
  expect((await mayContact(otherId, otherDebt)).text).toContain('do-not-interact');

  await eventually(async () => (await send('GET', `/agency/v1/customers/${customerId}/evidence`)).text.includes('customer-erased'));
  const { keys } = await good<{ keys: { keyId: string }[] }>('GET', '/agency/v1/evidence/checkpoints');
  const exported = join(dataDir, 'evidence.jsonl');
  writeFileSync(exported, (await send('GET', '/agency/v1/evidence/export')).text);
  const verify = ['tools/evidence/evidence.mjs', 'verify', exported, '--key', keys[0]?.keyId ?? ''];
  const verified = spawnSync(process.execPath, verify, { cwd: join(import.meta.dirname, '../..'), encoding: 'utf8' });
  expect([verified.status, verified.stderr]).toEqual([0, '']);

  const sources = { mongoUrl: platform.mongoUrl, dataDir, databasePrefix: prefix };
  const audited = () => audit(ENGINES === 'real' ? { ...sources, kafka: { brokers: KAFKA_BROKERS, prefix } } : sources);
  await eventually(async () => expect((await audited()).violations).toEqual([]), 30_000); // the clock moved days ahead of the sealers
  expect((await audited()).figures.contacts).toBeGreaterThan(2);
}, 180_000); // prettier-ignore
