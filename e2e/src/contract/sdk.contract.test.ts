import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { connect, FairdueError, verifyWebhook, type ActivityEvent, type Delivery, type Fairdue } from '@fairdue/sdk';
import { eventually } from '@fairdue/testing';
import { aCustomer } from './examples.ts';
import { flakyProxy } from './flaky-proxy.ts';
import { givenCreditor, givenKey } from './given.ts';
import { startPlatform, type RunningPlatform } from './running-platform.ts';

const root = dirname(dirname(dirname(import.meta.dirname)));
const run = promisify(execFile);

let platform: RunningPlatform;
let proxy: Awaited<ReturnType<typeof flakyProxy>>;
let fairdue: Fairdue;
const stops: (() => void)[] = [];
beforeAll(async () => {
  platform = await startPlatform({ configured: { WEBHOOK_HOSTS_INSIDE: '127.0.0.1' } });
  proxy = await flakyProxy(platform.url);
  stops.push(proxy.stop);
  const apiKey = await givenKey(platform, [await givenCreditor(platform)], 'operator');
  fairdue = connect({ url: proxy.url, credential: { bearer: () => apiKey }, patience: { firstWaitMs: 20 } });
}, 180_000);
afterAll(async () => {
  for (const stop of stops) stop();
  await platform.stop();
}, 60_000);

async function placed(reference: string): Promise<{ customerId: string; debtId: string }> {
  const body = { customers: [aCustomer(reference, `T-${reference}`)] };
  const { customers } = await fairdue.placeCustomers({ body } as Parameters<typeof fairdue.placeCustomers>[0]);
  return { customerId: customers[0]?.meta.id ?? '', debtId: customers[0]?.debts[0]?.meta.id ?? '' };
}

const paid = (debt: { customerId: string; debtId: string }, amount: number) => ({
  ...debt,
  body: { amount: { amount, currency: 'USD' }, payee: 'CREDITOR', transactionType: 'PAYMENT' } as const,
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** Somebody's own web server. */
async function aReceiver() {
  const got: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((req, res) => {
    const pieces: Buffer[] = [];
    req.on('data', (piece: Buffer) => pieces.push(piece));
    req.on('end', () => {
      got.push({ headers: req.headers, body: Buffer.concat(pieces).toString() });
      res.writeHead(204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  stops.push(() => server.close().closeAllConnections());
  return { url: `http://127.0.0.1:${port}/hook`, got };
}

test('one customer’s way, with nothing but the client', async () => {
  const receiver = await aReceiver();
  const { secret, webhook } = await fairdue.createWebhook({ body: { url: receiver.url } });
  const ended = new AbortController();
  const events: ActivityEvent[] = [];

  const debt = await placed('SDK-1');
  const document = await eventually(async () => {
    const [found] = await all(fairdue.each.listDocuments({ query: { debtId: debt.debtId } }));
    return found ?? false;
  });
  const { campaign } = await fairdue.startCampaign({
    documentId: document.id,
    body: { sms: false, email: true, call: false, cadence: 'day 1 email, day 8 email', tone: 'friendly' },
  });
  const started = await eventually(async () => (await fairdue.readActivity()).events[0] ?? false);
  const following = (async () => {
    for await (const event of fairdue.activity({ signal: ended.signal, after: started.id })) events.push(event);
  })();
  const held = await fairdue.placeHold({
    body: { customerId: debt.customerId, reason: 'do-not-interact', channels: ['voice'] },
  });
  await fairdue.liftHold({ holdId: held.holdId, body: { customerId: debt.customerId, reason: 'asked for a call' } });
  await fairdue.recordPayment(paid(debt, 12_000));
  await eventually(() => events.some(({ type }) => type === 'rcm.campaign_ended'));
  ended.abort();
  await following;

  const { campaign: after } = await fairdue.readCampaign({ documentId: document.id, campaignId: campaign.id });
  expect(after.active).toBe(false);
  expect(started.type).toBe('rcm.campaign_started');
  const deliveries = await eventually(async () => {
    const read: Delivery[] = [];
    for (const { headers, body } of receiver.got) read.push(await verifyWebhook(secret, headers, body));
    return read.some(({ data }) => data.id === events.at(-1)?.id) && read;
  });
  expect(new Set(deliveries.map(({ id }) => id)).size).toBe(deliveries.length);
  const evidence = await fairdue.customerEvidence({ customerId: debt.customerId });
  expect((await evidence.text()).split('\n').length).toBeGreaterThan(1);
  await fairdue.deleteWebhook({ webhookId: webhook.id });
}, 120_000);

test('a payment whose answers are lost is booked once', async () => {
  const debt = await placed('SDK-2');
  proxy.seen.length = 0;
  proxy.fates.push('answer-lost', 'turned-away', 'answer-lost');

  const booked = await fairdue.recordPayment(paid(debt, 2_000));

  expect(proxy.seen).toEqual(['answer-lost', 'turned-away', 'answer-lost', 'passes']);
  const { payments } = await fairdue.listPayments(debt);
  expect(payments).toMatchObject([{ meta: { id: booked.meta.id }, amount: { amount: 2_000 } }]);
});

test('a stream that breaks is taken up where it was, without a gap or a repeat', async () => {
  const debt = await placed('SDK-3');
  const document = await eventually(async () => {
    const [found] = await all(fairdue.each.listDocuments({ query: { debtId: debt.debtId } }));
    return found ?? false;
  });
  const oldest = (await all(fairdue.each.readActivity())).at(-1);
  const ended = new AbortController();
  const events: string[] = [];
  proxy.fates.push('turned-away');
  const following = (async () => {
    for await (const { id } of fairdue.activity({ signal: ended.signal, after: oldest?.id ?? '' })) events.push(id);
  })();
  await eventually(() => events.length > 0);

  await fairdue.updateDocument({ documentId: document.id, body: { description: 'changed' } });

  const expected = async (): Promise<string[]> =>
    (await all(fairdue.each.readActivity({ query: { limit: 2 } })))
      .map(({ id }) => id)
      .toReversed()
      .slice(1);
  await eventually(async () => JSON.stringify(events) === JSON.stringify(await expected()));
  ended.abort();
  await following;
});

test('refusals of every family are one error', async () => {
  const refusalOf = async (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => 'granted',
      (fault: unknown) => fault,
    );
  const refusals = await Promise.all([
    refusalOf(fairdue.readCustomer({ customerId: 'BO-1-1' })),
    refusalOf(fairdue.readDecision({ decisionId: 'DC-1-1' })),
    refusalOf(fairdue.readTemplate({ templateId: 'TV-1-1' })),
    refusalOf(fairdue.readDocument({ documentId: 'DO-1-1' })),
    refusalOf(fairdue.readPlan({ planId: 'PP-1-1' })),
  ]); // prettier-ignore

  expect(refusals.every((each) => each instanceof FairdueError)).toBe(true);
  expect(refusals).toMatchObject([
    { status: 404, code: 'customer-not-found' },
    { status: 404, code: 'decision-not-found' },
    { status: 404, code: 'template-version-not-found' },
    { status: 404, code: 'document-not-found' },
    { status: 404, code: 'plan-not-found' },
  ]);
  for (const each of refusals) expect((each as FairdueError).requestId).toEqual(expect.any(String));
});

test('installed in an empty folder it compiles and runs what its README says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fairdue-sdk-'));
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'tools/publish/pack.ts', 'sdk'], { cwd: root });
  writeFileSync(join(folder, 'package.json'), '{"name":"consumer","private":true,"type":"module"}');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(root, stdout.trim())], { cwd: folder });
  const page = readFileSync(join(folder, 'node_modules/@fairdue/sdk/README.md'), 'utf8');
  const example = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code).join('\n');
  writeFileSync(join(folder, 'example.ts'), example);
  writeFileSync(join(folder, 'required.cjs'), "console.log(typeof require('@fairdue/sdk').connect);");
  const options = { strict: true, module: 'nodenext', target: 'es2022', exactOptionalPropertyTypes: true };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...options, types: ['node'] }, files: ['example.ts'] })); // prettier-ignore
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  for (const name of ['@types/node', 'undici-types'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));

  const compiler = join(root, 'node_modules/@typescript/native/bin/tsc');
  await run(process.execPath, [compiler, '-p', folder]).catch((fault: { stdout: string }) => {
    throw new Error(fault.stdout);
  });
  const env = { ...process.env, FAIRDUE_URL: platform.url, FAIRDUE_API_KEY: await givenKey(platform, [await givenCreditor(platform)], 'operator') }; // prettier-ignore
  const said = await run(process.execPath, ['example.js'], { cwd: folder, env });
  const required = await run(process.execPath, ['required.cjs'], { cwd: folder });

  expect(said.stdout).toMatch(/^booked PM-/m);
  expect(said.stdout).toContain('404 customer-not-found');
  expect(required.stdout.trim()).toBe('function');
  rmSync(folder, { recursive: true });
}, 120_000);
