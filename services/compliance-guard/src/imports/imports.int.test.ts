import { anEvent, eventually } from '@fairdue/testing';
import { addressHash, CustomerErasedV1, CustomerPlacedV1 } from '@fairdue/contracts';
import { deadlineHeader } from '@fairdue/http';
import { transaction } from '@fairdue/store';
import type { z } from 'zod';
import { aCustomer, aDebt, addressId, anAsk, creditorId, debtId, emailId, otherCreditorId, phoneId } from '../examples.ts'; // prettier-ignore
import { startGuard, type Guard } from '../start-guard.ts';
import { addChunk, finishChunk } from './import.store.ts';
import type { Counts, ImportKind } from './import.ts';
import type { ImportBody, ResultList } from './import.wire.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard();
});
beforeEach(async () => {
  guard.creditor = await guard.as({ creditorIds: [creditorId] }); // its token lives for a minute
});
afterAll(() => guard.stop());

const ndjson = (lines: readonly unknown[]): string =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');

async function begun(kind: ImportKind): Promise<string> {
  const { body } = await guard.creditor.post('/agency/v1/imports').send({ kind }).expect(201);
  return (body as { importId: string }).importId;
}

const put = (importId: string, first: number, lines: readonly unknown[]) =>
  guard.creditor.put(`/agency/v1/imports/${importId}/lines/${first}`).type('application/x-ndjson').send(ndjson(lines));

const finished = (importId: string): Promise<Counts & { received: number }> =>
  eventually(async () => {
    const { body } = await guard.creditor.get(`/agency/v1/imports/${importId}`).expect(200);
    const { received, waiting, taken, repeated, refused } = body as z.output<typeof ImportBody>;
    if (waiting > 0) throw new Error(`${waiting} lines still wait`);
    return { received, taken, repeated, refused };
  }, 30_000);

/** Sends lines as one import of their kind, and waits until all of them are worked on. */
async function imported(
  kind: ImportKind,
  lines: readonly unknown[],
): Promise<Counts & { importId: string; received: number }> {
  const importId = await begun(kind);
  await put(importId, 1, lines).expect(200);
  return { importId, ...(await finished(importId)) };
}

const resultsOf = async (importId: string, query = {}) => {
  const { body } = await guard.creditor.get(`/agency/v1/imports/${importId}/results`).query(query).expect(200);
  return body as z.output<typeof ResultList>;
};

const blockingOf = async (customerId: string, over = {}) => {
  const [answer] = await guard.ask(anAsk(customerId, over));
  if (!answer || 'error' in answer) return answer;
  return answer.granted ? [] : answer.blocking.map(({ ruleId, reasonCode }) => ruleId ?? reasonCode);
};

const evidenceOf = async (customerId: string): Promise<string[]> => {
  const rows = await guard.db.collection('evidence').find({ creditorId, customerId }).toArray();
  return rows.map((row) => `${String(row['kind'])} ${String(row['record'])}`);
};

const days = (...dates: number[]) => dates.map((day) => `2026-11-${day}T20:00:00.000Z`);

test('past contacts count as if they had been made here, under the creditor’s own names for person, loan and number', async () => {
  const { customerId, reference } = await guard.givenCustomer();
  const call = { personId: `ext-${reference}`, channel: 'voice', loanIds: ['ext-INV-1'], phone: '(212) 555-0142' };
  const calls = days(25, 26, 27, 28, 29, 30).map((at, i) => ({ ...call, externalId: `${customerId}-${i}`, at }));

  const six = await imported('contacts', calls);
  const before = await blockingOf(customerId, { channel: 'email', contactId: emailId });
  const seventh = {
    ...call,
    personId: customerId,
    contactId: 'ext-phone-1',
    phone: undefined,
    at: '2026-12-01T14:00:00.000Z',
  };
  await imported('contacts', [{ ...seventh, externalId: `${customerId}-6`, loanIds: [debtId] }]);

  expect(six).toMatchObject({ received: 6, taken: 6, repeated: 0, refused: 0 });
  expect(before).toEqual([]);
  expect(await blockingOf(customerId)).toEqual(['reg-f-calls-7-in-7']);
  expect(
    (await evidenceOf(customerId)).filter((text) => text.startsWith('receipt') && text.includes(six.importId)),
  ).toHaveLength(6);
});

test('a failed call of the past does not count, a conversation starts its quiet days, and what came in may be answered', async () => {
  const { customerId } = await guard.givenCustomer();
  const about = { personId: customerId, contactId: phoneId, loanIds: [debtId] };
  const at = '2026-11-30T20:00:00.000Z';
  await imported('contacts', [
    ...days(25, 26, 27, 28, 29, 30, 30).map((when, i) => ({ ...about, channel: 'voice', externalId: `f-${customerId}-${i}`, at: when, status: 'failed' })),
    { ...about, channel: 'voice', externalId: `t-${customerId}`, at, agentOutcome: 'voiceSpokeWithFirstParty', direction: 'inbound' },
  ]); // prettier-ignore

  expect(await blockingOf(customerId)).toEqual(['reg-f-calls-after-conversation']);
});

test('past consents, opt-outs and look-ups of numbers end where the agency’s own calls would put them', async () => {
  const { customerId } = await guard.givenCustomer();
  const { customerId: quiet } = await guard.givenCustomer();
  const from = '2026-11-20T12:00:00.000Z';

  const consents = await imported('consents', [
    { personId: customerId, consent: 'textConsent', action: 'grant', phone: '+12125550142', from },
    { personId: customerId, consent: 'electronicComms', action: 'withdraw', from },
  ]);
  const optOuts = await imported('opt-outs', [
    { personId: quiet, channels: ['voice'], at: from },
    { personId: quiet, reason: 'cease', at: from, loanIds: [debtId] },
  ]);
  const numbers = await imported('reassigned-numbers', [{ phone: '+1 212 555 0142', answer: 'no', checkedAt: from }]);

  const { body } = await guard.creditor.get(`/agency/v1/people/${customerId}/facts`).expect(200);
  expect([consents, optOuts, numbers].map(({ taken }) => taken)).toEqual([2, 2, 1]);
  expect((body as { items: unknown[] }).items).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'textConsent', contactId: phoneId, value: true, from }),
      expect.objectContaining({ name: 'electronicCommsRevoked', value: true, from }),
      expect.objectContaining({ name: 'lastReassignedCheckAt', contactId: phoneId, value: from }),
    ]),
  );
  expect(await blockingOf(quiet)).toEqual(['reg-f-cease', 'reg-f-medium-opt-out']);
  expect(
    (await evidenceOf(quiet)).filter((text) => text.startsWith('hold-placed') && text.includes(optOuts.importId)),
  ).toHaveLength(2);
  expect(
    (await guard.published('compliance-guard.hold-placed.v1')).filter(({ subject }) => subject === quiet),
  ).toHaveLength(2);
});

test('what somebody who was erased once permitted is not written down again; their wish to be left alone is', async () => {
  const { customerId } = await guard.givenCustomer({ contacts: [] });
  const by = { recordedBy: { kind: 'account' as const, id: 'AC-1-A' }, confirmedBy: { kind: 'account' as const, id: 'AC-1-B' } };
  const told = { creditorId, customerId, reason: 'Asked for.', beforeRetentionEnds: true, version: 2, ...by };
  await guard.deliver(anEvent(CustomerErasedV1, told));
  const from = '2026-11-20T12:00:00.000Z';

  const consents = await imported('consents', [{ personId: customerId, consent: 'electronicComms', action: 'grant', from }]);
  const optOuts = await imported('opt-outs', [{ personId: customerId, reason: 'cease', at: from }]);

  expect(consents).toMatchObject({ taken: 0, refused: 1 });
  expect((await resultsOf(consents.importId)).items).toMatchObject([{ code: 'person-not-found', path: 'personId' }]);
  expect(optOuts).toMatchObject({ taken: 1, refused: 0 });
}); // prettier-ignore

test('the same lines again, in the same import or another, change nothing and leave no second evidence', async () => {
  const { customerId } = await guard.givenCustomer();
  const long = '2024-05-05T15:00:00.000Z';
  const perKind: [ImportKind, object][] = [
    ['contacts', { externalId: `o-${customerId}`, personId: customerId, channel: 'email', email: 'dana@example.com', at: long }],
    ['contacts', { externalId: `n-${customerId}`, personId: customerId, channel: 'voice', contactId: phoneId, at: '2026-11-30T15:00:00.000Z' }],
    ['consents', { personId: customerId, consent: 'emailConsent', action: 'grant', contactId: emailId, from: long }],
    ['opt-outs', { personId: customerId, channels: ['mail'], at: long }],
  ]; // prettier-ignore
  for (const [kind, line] of perKind) expect(await imported(kind, [line])).toMatchObject({ taken: 1 });
  const before = (await evidenceOf(customerId)).toSorted();

  for (const [kind, line] of perKind)
    expect(await imported(kind, [line, line])).toMatchObject({ taken: 0, repeated: 2, refused: 0 });

  expect((await evidenceOf(customerId)).toSorted()).toEqual(before);
});

test('an id that is on record for another contact refuses its line, so that no contact is lost to the limits', async () => {
  const { customerId } = await guard.givenCustomer();
  const call = { personId: customerId, channel: 'voice', contactId: phoneId, loanIds: [debtId] };
  const at = '2026-11-25T20:00:00.000Z';
  const first = { ...call, externalId: `u-${customerId}`, at };
  await imported('contacts', [first, { ...call, externalId: `v-${customerId}`, at }]);

  const { importId, ...counts } = await imported('contacts', [
    { ...first, at: '2026-11-25T20:00:00Z' },
    { ...first, at: '2026-11-26T20:00:00.000Z' },
    { ...first, contactId: emailId, channel: 'email' },
    { ...call, externalId: `w-${customerId}`, at },
    { ...call, externalId: `w-${customerId}`, at, status: 'attempted' },
  ]);

  expect(counts).toEqual({ received: 5, taken: 1, repeated: 1, refused: 3 });
  const refused = await resultsOf(importId, { outcome: 'refused' });
  expect(refused.items.map(({ line, code, path }) => [line, code, path])).toEqual([
    [2, 'line-id-reused', 'externalId'],
    [3, 'line-id-reused', 'externalId'],
    [5, 'line-id-reused', 'externalId'],
  ]);
});

test('a consent that was taken back stays so, in whatever order, and however often, the two are told', async () => {
  const { customerId } = await guard.givenCustomer();
  const about = { personId: customerId, consent: 'emailConsent', contactId: emailId };
  const grant = { ...about, action: 'grant', from: '2026-02-01T12:00:00.000Z' };
  const withdrawal = { ...about, action: 'withdraw', from: '2026-06-01T12:00:00.000Z' };
  const anew = { ...grant, from: '2026-09-01T12:00:00.000Z' };
  const standing = async () => {
    const path = `/agency/v1/people/${customerId}/facts/emailConsent`;
    const { body } = await guard.creditor.get(path).expect(200);
    return (body as { items: { value: boolean; from: string; until: string | null }[] }).items;
  };
  await guard.creditor.post('/agency/v1/consents').send(withdrawal).expect(201);

  const late = await imported('consents', [grant, { ...grant, from: withdrawal.from }]);
  const after = await standing();
  await imported('consents', [anew]);
  const again = await imported('consents', [grant, withdrawal, anew]);

  expect(late).toMatchObject({ taken: 1, repeated: 1 });
  expect(after).toMatchObject([
    { value: false, from: withdrawal.from, until: null },
    { value: true, from: grant.from, until: withdrawal.from },
  ]);
  expect(again).toMatchObject({ taken: 0, repeated: 3 });
  expect((await standing()).slice(2)).toMatchObject([{ value: true, from: anew.from, until: null }]);
});

test('a wrong line is refused with its number, a code and the field, without a word of what it says; the others are taken', async () => {
  const { customerId } = await guard.givenCustomer();
  const right = { personId: customerId, channels: ['fax'], at: '2026-01-01T00:00:00.000Z' };
  const lines = [
    right,
    '{"personId": "Dana Okafor"',
    { ...right, personId: 'Dana Okafor' },
    { ...right, channels: ['fax', 'pigeon'] },
    { ...right, nickname: 'Dana' },
    { ...right, at: '2027-01-01T00:00:00.000Z' },
    { ...right, personId: 'ext-nobody' },
    { ...right, email: 'somebody@else.example' },
    { ...right, loanIds: ['LN-9-X'] },
    JSON.stringify({ ...right, personId: 'x'.repeat(70_000) }),
    '',
    { ...right, channels: ['chat'] },
  ];

  const { importId, ...progress } = await imported('opt-outs', lines);
  const refused = await resultsOf(importId, { outcome: 'refused' });
  const page = await resultsOf(importId, { after: 10, limit: 1 });

  expect(progress).toEqual({ received: 12, taken: 2, repeated: 0, refused: 10 });
  expect(refused.items.map(({ line, code, path }) => [line, code, path])).toEqual([
    [2, 'line-not-json', null],
    [3, 'line-invalid', 'personId'],
    [4, 'line-invalid', 'channels[1]'],
    [5, 'line-invalid', 'nickname'],
    [6, 'line-of-the-future', 'at'],
    [7, 'person-not-found', 'personId'],
    [8, 'contact-not-found', null],
    [9, 'loan-not-found', 'loanIds'],
    [10, 'line-too-long', null],
    [11, 'line-not-json', null],
  ]);
  expect(page).toEqual({ items: [{ line: 11, outcome: 'refused', code: 'line-not-json', path: null }], next: 11 });
  const kept = JSON.stringify(await guard.db.collection('import_chunks').find({ importId }).toArray());
  expect(kept).not.toMatch(/Dana|else\.example|nobody/);
});

test('what another creditor’s import names does not exist, nor does their import', async () => {
  const { customerId, reference } = await guard.givenCustomer();
  const other = await guard.as({ creditorIds: [otherCreditorId], accountId: 'AC-TEST-2' });
  const { body } = await other.post('/agency/v1/imports').send({ kind: 'opt-outs' }).expect(201);
  const theirs = (body as { importId: string }).importId;
  const at = '2026-01-01T00:00:00.000Z';
  const lines = ndjson([
    { personId: customerId, at },
    { personId: `ext-${reference}`, at },
  ]);
  await other.put(`/agency/v1/imports/${theirs}/lines/1`).type('application/x-ndjson').send(lines).expect(200);
  await eventually(async () => {
    const { body: now } = await other.get(`/agency/v1/imports/${theirs}`).expect(200);
    expect(now).toMatchObject({ waiting: 0, refused: 2, taken: 0 });
  });

  expect(await blockingOf(customerId)).toEqual([]);
  await guard.creditor.get(`/agency/v1/imports/${theirs}`).expect(404);
  await guard.creditor.get(`/agency/v1/imports/${theirs}/results`).expect(404);
  await put(theirs, 3, [{ personId: customerId, at }]).expect(404);
  const { body: mine } = await guard.creditor.get('/agency/v1/imports?limit=100').expect(200);
  expect(JSON.stringify(mine)).not.toContain(theirs);
  const reader = await guard.as({ creditorIds: [creditorId], permissions: ['agency.imports:read'] });
  await reader.post('/agency/v1/imports').send({ kind: 'consents' }).expect(403);
});

test('parts follow each other: one that is there already is skipped, one ahead of what was received is refused', async () => {
  const { customerId } = await guard.givenCustomer();
  const line = (n: number) => ({
    personId: customerId,
    channels: ['mail'],
    at: `2026-01-01T00:00:${String(n).padStart(2, '0')}.000Z`,
  });
  const importId = await begun('opt-outs');

  await put(importId, 1, [line(1), line(2)]).expect(200);
  await put(importId, 1, [line(1), line(2)]).expect(200);
  await put(importId, 2, [line(2), line(3)]).expect(200);
  await put(importId, 5, [line(5)]).expect(409);
  await guard.creditor.put(`/agency/v1/imports/${importId}/lines/4`).send({ personId: customerId }).expect(415);

  expect(await finished(importId)).toEqual({ received: 3, taken: 3, repeated: 0, refused: 0 });
});

test('nobody is contacted at a suppressed number or email, whoever has it, also who is placed with it later', async () => {
  const phone = '+12125550199';
  const withPhone = () => {
    const customer = aCustomer();
    return {
      ...customer,
      contacts: customer.contacts.map((each) => (each.contactId === phoneId ? { ...each, value: phone } : each)),
    };
  };
  const one = await guard.givenCustomer(withPhone());
  const { customerId: neighbour } = await guard.givenCustomer();
  const list = [{ phone: '(212) 555-0199', at: '2026-11-01T00:00:00.000Z' }];

  const first = await imported('suppressions', list);
  const again = await imported('suppressions', list);
  const late = await guard.givenCustomer(withPhone());
  const fetched = withPhone();
  guard.recover.known.push({ customer: fetched, debts: [aDebt(fetched.customerId)] });

  expect([first.taken, again.taken, again.repeated]).toEqual([1, 0, 1]);
  for (const { customerId } of [one, late, fetched])
    expect(await blockingOf(customerId)).toEqual(['platform-do-not-interact']);
  expect(await blockingOf(one.customerId, { channel: 'mail', contactId: addressId })).toEqual([]);
  expect(await blockingOf(neighbour)).toEqual([]);
});

test('whoever was being placed while a list was read is found by a second look', async () => {
  const { db } = guard;
  const missed = await guard.givenCustomer();
  const line = { email: 'missed@example.com', at: '2026-11-01T00:00:00.000Z' };
  await imported('suppressions', [line]);
  const listed = addressHash('k'.repeat(32), { contactType: 'email', value: line.email });
  // As a transaction leaves it that began before the list was there.
  await db
    .collection<{ _id: string }>('customers')
    .updateOne({ _id: missed.customerId, 'contacts.contactId': emailId } as object, {
      $set: { 'contacts.$.addressHash': listed },
    });
  await db.collection('timers').updateMany({ kind: 'suppression-second-look' }, { $set: { dueAt: new Date(0) } });

  await eventually(async () =>
    expect(await blockingOf(missed.customerId, { channel: 'email', contactId: emailId })).toEqual([
      'platform-do-not-interact',
    ]),
  );
});

test('while recover is away, lines about people nobody told of yet wait, and are taken when it is back', async () => {
  const late = aCustomer();
  guard.recover.isAway = true;
  const importId = await begun('opt-outs');
  await put(importId, 1, [{ personId: late.customerId, at: '2026-01-01T00:00:00.000Z' }]).expect(200);
  const isHeld = async () =>
    (await guard.db.collection('timers').findOne({ key: importId, cause: 'customer-unknown-yet' })) !== null;
  await eventually(isHeld);
  guard.recover.known.push({ customer: late, debts: [aDebt(late.customerId)] });
  guard.recover.isAway = false;
  await guard.db.collection('timers').updateMany({ key: importId }, { $set: { heldUntil: new Date(0) } });

  expect(await finished(importId)).toMatchObject({ taken: 1, refused: 0 });
  await guard.deliver(anEvent(CustomerPlacedV1, late));
  expect(await blockingOf(late.customerId)).toEqual(['reg-f-medium-opt-out']);
});

const anOptOut = (externalId: string): object => ({ personId: `ext-${externalId}`, at: '2026-11-01T12:00:00.000Z' });

test('who works on lines never writes the row that who sends them writes, and so neither costs the other its work', async () => {
  const importId = await begun('opt-outs');
  const part = { creditorId, importId, first: 1, count: 1, lines: [] };
  const chunk = await transaction(guard.db, (tx) => addChunk(tx, part));
  const done = { counts: { taken: 1, repeated: 0, refused: 0 }, outcomes: 't', refusals: [] };
  const stored = () => guard.db.collection<{ _id: string }>('imports').findOne({ _id: importId });
  const before = await stored();

  await transaction(guard.db, (tx) => finishChunk(tx, chunk, done));

  expect(await stored()).toEqual(before);
  const { body } = await guard.creditor.get(`/agency/v1/imports/${importId}`).expect(200);
  expect(body).toMatchObject({ received: 1, taken: 1, waiting: 0 });
});

test('a part that takes longer than a request may is not taken on behind the answer, and is gone on with', async () => {
  const importId = await begun('suppressions');
  const receivedOf = async (): Promise<number> => {
    const { body } = await guard.creditor.get(`/agency/v1/imports/${importId}`).expect(200);
    return (body as { received: number }).received;
  };
  const lines = Array.from({ length: 20_000 }, (_, i) => ({ phone: `+1${3_010_000_000 + i}`, at: '2026-11-01T12:00:00.000Z' })); // prettier-ignore

  await put(importId, 1, lines).set(deadlineHeader, '300').expect(503);
  const answeredAt = await receivedOf();
  await imported(
    'opt-outs',
    Array.from({ length: 100 }, (_, i) => anOptOut(`nobody-${i}`)),
  );
  const later = await receivedOf();

  expect(later).toBeLessThan(20_000);
  expect(later - answeredAt).toBeLessThanOrEqual(200); // what was being stored when the answer went out
  await put(importId, later + 1, lines.slice(later, later + 300)).expect(200);
  expect(await receivedOf()).toBe(later + 300);
});

test('a past contact is told once to whoever keeps the history, and how a call was dialled counts', async () => {
  const { customerId } = await guard.givenCustomer();
  const line = { externalId: `p-${customerId}`, personId: customerId, channel: 'voice', contactId: phoneId, at: '2026-11-30T15:00:00.000Z', isPrerecorded: true };
  await imported('contacts', [line]);
  await imported('contacts', [line]);

  const told = (await guard.published('compliance-guard.past-contact-imported.v1')).filter(({ subject }) => subject === customerId);
  expect(told.map(({ data }) => data)).toMatchObject([
    { externalId: line.externalId, channel: 'voice', contactId: phoneId, debtIds: [debtId], at: line.at, status: 'succeeded' },
  ]);
  const row = await guard.db.collection<{ _id: string; made: object[] }>('customers').findOne({ _id: customerId });
  expect(row?.made).toMatchObject([{ interactionId: `ext-p-${customerId}`, isPrerecorded: true, isAutodialed: false }]);
}); // prettier-ignore
