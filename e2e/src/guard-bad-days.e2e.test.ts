import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from '@fairdue/testing';
import { guardClient, type Ask, type AskAnswer } from './guard-client.ts';
import { called, givenCallable, type Callable } from './guard-debtors.ts';
import { Installation } from './installation.ts';
import { answered, businessNow, moveTo, noonAfter, type Debtor } from './story.ts';

/** One platform, and debtors who are placed at once: what takes time here is starting processes. */
const platform = new Installation();
let guard: ReturnType<typeof guardClient>;
let debtors: Callable[] = [];
beforeAll(async () => {
  await platform.start();
  guard = guardClient(platform);
  await moveTo(platform, noonAfter(await businessNow(platform)));
  debtors = await givenCallable(platform, 7);
}, 180_000);
afterAll(() => platform.stop(), 60_000);

/** Somebody whom no other test knows. */
function aDebtor(): Callable {
  const debtor = debtors.pop();
  if (!debtor) throw new Error('Place more debtors.');
  return debtor;
}

const restartGuard = async (): Promise<void> => {
  await platform.kill('compliance-guard-1');
  await platform.startOne('compliance-guard');
};
const isGranted = ({ granted }: AskAnswer): boolean => granted === true;

type Progress = {
  importId: string;
  received: number;
  waiting: number;
  taken: number;
  repeated: number;
  refused: number;
};

/** An import of contacts made in winter, and a careful client that sends it: from behind what was received, until all is. */
async function givenImport(customerId: string, count: number) {
  const at = (i: number) => new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString();
  const lines = Array.from({ length: count }, (_, i) =>
    JSON.stringify({ externalId: `history-${i}`, personId: customerId, channel: 'mail', at: at(i) }),
  );
  const { body } = await answered(platform, 'POST', '/agency/v1/imports', { kind: 'contacts' });
  const path = `/agency/v1/imports/${(body as Progress).importId}`;
  const headers = { 'content-type': 'application/x-ndjson' };
  const progress = async () => (await answered(platform, 'GET', path)).body as Progress;
  const send = async (): Promise<void> => {
    for (let { received } = await progress(); received < count; { received } = await progress())
      await platform
        .send('PUT', `${path}/lines/${received + 1}`, lines.slice(received).join('\n'), headers)
        .catch(() => undefined);
  };
  return { progress, send };
}

test('killed while 64 ask for the last slot, and while an import is sent: one has it, and each line is taken once', async () => {
  const { call, customerId } = aDebtor();
  await called(guard, call, 6);
  const asks = Array.from({ length: 64 }, call);
  const { progress, send } = await givenImport(customerId, 2_400);

  const sending = send();
  await eventually(async () => (await progress()).received >= 200, 30_000);
  const asking = Promise.all(asks.map((ask) => guard.ask(ask)));
  await wait(Math.random() * 60); // before, in or after the transaction
  await restartGuard();
  const granted = (await asking).filter(isGranted);
  const [{ askId, permitId = '' } = { askId: '' }] = granted;
  const ask = asks.find((each) => each.askId === askId) as Ask;
  const same = await guard.ask(ask);
  const again = await guard.ask(call());
  const used = await guard.use(ask, permitId);
  await sending;
  const done = await eventually(async () => {
    const now = await progress();
    return now.waiting === 0 && now;
  }, 60_000);

  expect(granted).toHaveLength(1);
  expect(same.permitId).toBe(permitId);
  expect([again.granted, used.consumed]).toEqual([false, true]);
  expect(done).toMatchObject({ received: 2_400, taken: 2_400, repeated: 0, refused: 0 });
}, 150_000);

test('killed around a use: it is made once, its slot comes back when it never began, and an opt-out waits for what it must', async () => {
  const unsubscribe = async ({ customerId, phone }: Debtor) => {
    const startedAt = performance.now();
    const phones = [{ phoneNumber: phone }];
    const { status } = await platform.call('POST', `/api/v1/customers/${customerId}/unsubscribe`, { phones });
    return { status, tookMs: performance.now() - startedAt };
  };
  const permitOf = async (ask: Ask): Promise<string> => (await guard.ask(ask)).permitId ?? '';
  const [{ call }, waiting, reported] = [aDebtor(), aDebtor(), aDebtor()];
  await called(guard, call, 6);
  const [ask, unheard, heard] = [call(), waiting.call(), reported.call()];
  const [permitId, unheardId, heardId] = [await permitOf(ask), await permitOf(unheard), await permitOf(heard)];
  const flying = [await guard.use(unheard, unheardId), await guard.use(heard, heardId)];

  const using = guard.use(ask, permitId);
  await wait(Math.random() * 30);
  await restartGuard();
  const used = await using;
  const usedTwice = await guard.use(ask, permitId);
  const next = await guard.ask(call());
  await guard.report(ask, permitId, 'not-started');
  const freed = await guard.ask(call());
  const beyond = await guard.ask(call());
  await guard.report(heard, heardId, 'answered');
  const [long, short] = [await unsubscribe(waiting), await unsubscribe(reported)];

  expect(flying).toMatchObject([{ consumed: true }, { consumed: true }]);
  // Killed between commit and answer, the use was made, and its repeat learns that.
  expect(used.consumed || used.code === 'already-consumed').toBe(true);
  expect(usedTwice).toMatchObject({ consumed: false, code: 'already-consumed' });
  expect([next.granted, freed.granted, beyond.granted]).toEqual([false, true, false]);
  expect([long.status, short.status]).toEqual([200, 200]);
  expect(long.tookMs).toBeGreaterThanOrEqual(4_999);
  expect(long.tookMs).toBeLessThan(8_000);
  expect(short.tookMs).toBeLessThan(4_000);
}, 150_000);

test('without the guard whoever asks is told no, opt-outs are answered 503 and arrive by themselves, and a repeat is answered', async () => {
  const [written, texted, campaigned] = [aDebtor(), aDebtor(), aDebtor()];
  const stop = {
    channel: 'text',
    direction: 'inbound',
    theme: 'inbRequest',
    status: 'succeeded',
    externalId: 'STOP-1',
  };
  const optOuts = [
    ['POST', `/api/v1/customers/${written.customerId}/unsubscribe`, { emails: [{ email: written.email }] }],
    ['POST', '/api/communicator/receive', { ...stop, content: { from: texted.phone, body: 'STOP' } }],
    ['POST', `/v1/documents/${campaigned.documentId}/rcm/opt-out`, { campaignId: campaigned.campaignId, channel: 'all' }],
  ] as const; // prettier-ignore
  const keyOf = (path: string) => ({ 'idempotency-key': `opt-out-${path}` });
  const question = { channel: 'voice', theme: 'opsCollDebt', contactId: written.call().contactId };
  await platform.kill('compliance-guard-1');

  const refused = [
    await platform.call('POST', `/api/people/${written.customerId}/can-interact`, question),
    await platform.call('POST', '/agency/v1/holds', { customerId: written.customerId, reason: 'cease' }),
  ];
  for (const [method, path, body] of optOuts) refused.push(await platform.call(method, path, body, keyOf(path)));
  await platform.startOne('compliance-guard');

  for (const answer of refused) {
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  const holdsOf = async ({ customerId }: Debtor): Promise<number> => {
    const { body } = await answered(platform, 'GET', `/agency/v1/holds?customerId=${customerId}`);
    return (body as { items: unknown[] }).items.length;
  };
  for (const each of [written, texted, campaigned]) await eventually(async () => (await holdsOf(each)) === 1, 60_000);
  for (const [method, path, body] of optOuts) {
    const repeated = await answered(platform, method, path, body, keyOf(path));
    expect([200, 201]).toContain(repeated.status);
  }
  for (const each of [written, texted, campaigned]) expect(await holdsOf(each)).toBe(1);
}, 150_000);
