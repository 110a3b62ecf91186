import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '@fairdue/ids';
import { eventually } from '@fairdue/testing';
import { guardClient, type Ask, type AskAnswer } from './guard-client.ts';
import { Installation } from './installation.ts';
import { answered, businessNow, moveTo, noonAfter, placeAndStart, type Debtor } from './story.ts';

const platform = new Installation({ PERMIT_LIFETIME_SECONDS: '45' });
let guard: ReturnType<typeof guardClient>;
let placed = 0;
beforeAll(async () => {
  await platform.start();
  guard = guardClient(platform);
  await moveTo(platform, noonAfter(await businessNow(platform)));
}, 180_000);
afterAll(() => platform.stop(), 60_000);

const restartGuard = async (): Promise<void> => {
  await platform.kill('compliance-guard-1');
  await platform.startOne('compliance-guard');
};

/** A debtor whose campaign begins in two weeks, and who may be called seven times until then. */
async function givenDebtor(): Promise<Debtor & { call: () => Ask }> {
  const [debtor] = await placeAndStart(platform, 1, {
    first: ++placed,
    cadence: 'every 10 days starting in 2 weeks',
    channels: { sms: false, email: false, call: true },
  });
  if (!debtor) throw new Error('one was placed');
  const { body } = await answered(platform, 'GET', `/agency/v1/customers/${debtor.customerId}`);
  const customer = body as { creditorId: string; contacts: { contactId: string; contactType: string }[] };
  const { creditorId } = customer;
  const contactId = customer.contacts.find(({ contactType }) => contactType === 'phone')?.contactId ?? '';
  const call = (): Ask => ({
    askId: newId('interaction'), creditorId, customerId: debtor.customerId, contactId, channel: 'voice', theme: 'opsCollDebt',
    subject: null, debtIds: [debtor.debtId], isAutodialed: false, touchId: null,
  }); // prettier-ignore
  return { ...debtor, call };
}

async function called(call: () => Ask, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const ask = call();
    const { permitId = '', ...answer } = await guard.ask(ask);
    if (!answer.granted) throw new Error(`The test needs a call: ${JSON.stringify(answer)}`);
    await guard.use(ask, permitId);
    await guard.report(ask, permitId, 'answered');
  }
}
const isGranted = ({ granted }: AskAnswer): boolean => granted === true;

test('the guard killed while 64 ask for the last slot, before its permit is used and before its use is reported: one slot', async () => {
  const { call } = await givenDebtor();
  await called(call, 6);
  const asks = Array.from({ length: 64 }, call);

  const asking = Promise.all(asks.map((ask) => guard.ask(ask)));
  await wait(Math.random() * 60); // before, in or after the transaction
  await restartGuard();
  const granted = (await asking).filter(isGranted);
  const [{ askId, permitId = '' } = { askId: '' }] = granted;
  const ask = asks.find((each) => each.askId === askId) as Ask;
  await restartGuard();
  const same = await guard.ask(ask);
  const again = await guard.ask(call());

  const using = guard.use(ask, permitId);
  await wait(Math.random() * 30);
  await restartGuard();
  const used = await using;
  const usedTwice = await guard.use(ask, permitId);
  const next = await guard.ask(call());
  await restartGuard();
  await guard.report(ask, permitId, 'not-started');
  const freed = await guard.ask(call());
  const beyond = await guard.ask(call());

  expect(granted).toHaveLength(1);
  expect(same.permitId).toBe(permitId);
  expect(again.granted).toBe(false);
  // Killed between commit and answer, the use was made, and its repeat learns that.
  expect(used.consumed || used.code === 'already-consumed').toBe(true);
  expect(usedTwice).toMatchObject({ consumed: false, code: 'already-consumed' });
  expect([next.granted, freed.granted, beyond.granted]).toEqual([false, true, false]);
}, 240_000);

test('a permit whose holder died with the guard gives its slot back when its time is over, and not before', async () => {
  const { call } = await givenDebtor();
  await called(call, 6);
  const held = await guard.ask(call());
  const grantedAt = Date.now();
  await restartGuard();
  const refused = await guard.ask(call());

  await eventually(async () => (await guard.ask(call())).granted === true, 90_000);

  expect([held.granted, refused.granted]).toEqual([true, false]);
  expect(Date.now() - grantedAt).toBeGreaterThanOrEqual(45_000);
}, 180_000);

test('an opt-out waits out a hand-over that the guard forgot nothing of when it was killed, and no longer than that', async () => {
  const unsubscribe = async ({ customerId, phone }: Debtor) => {
    const startedAt = performance.now();
    const { status } = await platform.call('POST', `/api/v1/customers/${customerId}/unsubscribe`, {
      phones: [{ phoneNumber: phone }],
    });
    return { status, tookMs: performance.now() - startedAt };
  };
  const [waiting, reported] = [await givenDebtor(), await givenDebtor()];
  const uses = [waiting.call(), reported.call()];
  const permits = [];
  for (const ask of uses) {
    const { permitId = '' } = await guard.ask(ask);
    expect(await guard.use(ask, permitId)).toMatchObject({ consumed: true });
    permits.push(permitId);
  }
  await restartGuard();
  await guard.report(uses[1] as Ask, permits[1] ?? '', 'answered');

  const long = await unsubscribe(waiting);
  const short = await unsubscribe(reported);

  expect([long.status, short.status]).toEqual([200, 200]);
  expect(long.tookMs).toBeGreaterThanOrEqual(4_999);
  expect(long.tookMs).toBeLessThan(8_000);
  expect(short.tookMs).toBeLessThan(4_000);
}, 180_000);

test('without the guard whoever asks is told no, opt-outs are answered 503 and arrive by themselves, and a repeat is answered', async () => {
  const [written, texted, campaigned] = [await givenDebtor(), await givenDebtor(), await givenDebtor()];
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
  const { askId: _id, contactId } = written.call();
  const question = { channel: 'voice', theme: 'opsCollDebt', contactId };
  await platform.kill('compliance-guard-1');

  const asked = await platform.call('POST', `/api/people/${written.customerId}/can-interact`, question);
  const hold = { customerId: written.customerId, reason: 'cease' };
  const held = await platform.call('POST', '/agency/v1/holds', hold);
  const told = [];
  for (const [method, path, body] of optOuts)
    told.push(await platform.call(method, path, body, { 'idempotency-key': `opt-out-${path}` }));
  await platform.startOne('compliance-guard');

  for (const answer of [asked, held, ...told]) {
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  const holdsOf = async ({ customerId }: Debtor): Promise<number> => {
    const { body } = await answered(platform, 'GET', `/agency/v1/holds?customerId=${customerId}`);
    return (body as { items: unknown[] }).items.length;
  };
  for (const each of [written, texted, campaigned]) await eventually(async () => (await holdsOf(each)) === 1, 60_000);
  for (const [method, path, body] of optOuts) {
    const repeated = await answered(platform, method, path, body, { 'idempotency-key': `opt-out-${path}` });
    expect([200, 201]).toContain(repeated.status);
  }
  for (const each of [written, texted, campaigned]) expect(await holdsOf(each)).toBe(1);
}, 240_000);

type Progress = {
  importId: string;
  received: number;
  waiting: number;
  taken: number;
  repeated: number;
  refused: number;
};

test('an import whose guard is killed while it is sent and while it is worked off takes each line once', async () => {
  const debtors = [await givenDebtor(), await givenDebtor(), await givenDebtor()];
  const lines = Array.from({ length: 2_400 }, (_, i) =>
    JSON.stringify({
      externalId: `history-${i}`,
      personId: debtors[i % 3]?.customerId,
      channel: 'mail',
      at: new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString(),
    }),
  );
  const headers = { 'content-type': 'application/x-ndjson' };
  const { body } = await answered(platform, 'POST', '/agency/v1/imports', { kind: 'contacts' });
  const path = `/agency/v1/imports/${(body as Progress).importId}`;
  const progress = async () => (await answered(platform, 'GET', path)).body as Progress;
  /** As a careful client: from behind what was received, until all of it is. */
  const send = async (): Promise<void> => {
    for (let { received } = await progress(); received < lines.length; { received } = await progress())
      await platform
        .send('PUT', `${path}/lines/${received + 1}`, lines.slice(received).join('\n'), headers)
        .catch(() => undefined);
  };

  const sending = send();
  await eventually(async () => (await progress()).received >= 200, 30_000);
  await restartGuard();
  await sending;
  await restartGuard();
  const done = await eventually(async () => {
    const now = await progress();
    return now.waiting === 0 && now;
  }, 90_000);

  expect(done).toMatchObject({ received: 2_400, taken: 2_400, repeated: 0, refused: 0 });
}, 240_000);
