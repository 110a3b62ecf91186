import { aDebt, anAsk, contacts, creditorId, debtId, emailId, phoneId } from '../examples.ts';
import { startGuard, type Guard } from '../start-guard.ts';

let guard: Guard;
beforeAll(async () => {
  guard = await startGuard();
});
beforeEach(async () => {
  guard.creditor = await guard.as({ creditorIds: [creditorId] });
});
afterAll(() => guard.stop());

const put = (personId: string, name: string, body: object) =>
  guard.creditor.put(`/agency/v1/people/${personId}/facts/${name}`).send(body);
const consent = (body: object) => guard.creditor.post('/agency/v1/consents').send(body);
const prefer = (body: object) => guard.creditor.post('/agency/v1/preferences').send(body);
const listed = async (personId: string, query = {}) =>
  (
    (await guard.creditor.get(`/agency/v1/people/${personId}/facts`).query(query).expect(200)).body as {
      items: object[];
    }
  ).items;

const blockingOf = async (customerId: string, over = {}) => {
  const [answer] = await guard.ask(anAsk(customerId, over));
  if (!answer || 'error' in answer) return answer;
  return answer.granted ? [] : answer.blocking.map(({ ruleId, reasonCode }) => ruleId ?? reasonCode);
};
const proven = async (customerId: string) => {
  const rows = await guard.db.collection('evidence').find({ creditorId, customerId }).toArray();
  return rows.map((row) => `${String(row['kind'])} ${String(row['subjectId'])}`);
};

const workPhone = contacts.map((each) => (each.contactId === phoneId ? { ...each, label: 'work' as const } : each));

test('the next decision knows a fact that was written down, and its end, and the log proves both', async () => {
  const { customerId } = await guard.givenCustomer();

  const written = await put(customerId, 'dischargedInBankruptcy', { value: true, debtId }).expect(200);
  const known = await blockingOf(customerId);
  await guard.creditor
    .delete(`/agency/v1/people/${customerId}/facts/dischargedInBankruptcy`)
    .query({ debtId })
    .expect(204);

  expect(written.body).toMatchObject({
    name: 'dischargedInBankruptcy', debtId, value: true, until: null,
    recordedBy: { kind: 'account', id: 'AC-TEST-1' },
  }); // prettier-ignore
  expect(known).toEqual(['bankruptcy-discharge']);
  expect(await blockingOf(customerId)).toEqual([]);
  expect(await listed(customerId)).toMatchObject([{ value: true }, { value: null }]);
  expect((await proven(customerId)).filter((each) => each.startsWith('fact-'))).toEqual(
    Array.from({ length: 2 }, () => 'fact-recorded dischargedInBankruptcy'),
  );
});

test('a permit granted before a fact was known is not used after it', async () => {
  const { customerId } = await guard.givenCustomer();
  const ask = anAsk(customerId);
  const [answer] = await guard.ask(ask);
  const permitId = answer && 'permitId' in answer ? answer.permitId : 'none';

  await put(customerId, 'dischargedInBankruptcy', { value: true }).expect(200);
  const use = { permitId, creditorId, customerId, contactId: phoneId, channel: 'voice' as const, askId: ask.askId };

  expect(await guard.consume({ ...use, handOverId: 'hand-over-1' })).toMatchObject([{ consumed: false }]);
});

test.each([
  ['textConsent', 'text', phoneId, emailId, 'email'],
  ['emailConsent', 'email', emailId, phoneId, 'text'],
] as const)('%s taken back ends what is written there, and nothing else, until it is given anew', async (name, channel, contactId, otherId, otherChannel) => {
  const { customerId } = await guard.givenCustomer();
  const there = { channel, contactId };
  expect(await blockingOf(customerId, there)).toEqual([]);

  await consent({ personId: customerId, consent: name, action: 'withdraw', contactId }).expect(201);

  expect(await blockingOf(customerId, there)).toEqual(['reg-f-medium-opt-out-consent']);
  expect(await blockingOf(customerId, { channel: otherChannel, contactId: otherId })).toEqual([]);
  await consent({ personId: customerId, consent: name, action: 'grant', contactId }).expect(201);
  expect(await blockingOf(customerId, there)).toEqual([]);
}); // prettier-ignore

test('a fact of one debt is not another’s, and one about the past was not known then', async () => {
  const { customerId } = await guard.givenCustomer();

  await put(customerId, 'chargeOffDate', { value: '2025-03-01', debtId, from: '2025-03-01T00:00:00.000Z' }).expect(200);
  await put(customerId, 'chargeOffDate', { value: '2025-03-01', debtId, from: '2025-03-01T00:00:00.000Z' }).expect(200);

  expect(await listed(customerId)).toHaveLength(1);
  expect(await listed(customerId, { knownAt: '2026-11-30T00:00:00.000Z' })).toEqual([]);
  await put(customerId, 'chargeOffDate', { value: true }).expect(400);
  await put(customerId, 'chargeOffDate', { value: '2025-03-01', contactId: phoneId }).expect(422);
  await put(customerId, 'chargeOffDate', { value: '2025-03-01', debtId: 'LN-1-NONE' }).expect(404);
  await put(customerId, 'collectorRole', { value: 'firstParty' }).expect(422);
  await put(customerId, 'loanLicence', { value: 'unheard' }).expect(400);
  await put(customerId, 'noSuchFact', { value: true }).expect(400);
  const early = { value: true, until: '2026-01-01T00:00:00.000Z' };
  await put(customerId, 'judgment', early).expect(422);
});

test('a person is found by the creditor’s reference, another creditor’s is not found, and writing needs its permission', async () => {
  const { customerId, reference } = await guard.givenCustomer();
  const reader = await guard.as({ creditorIds: [creditorId], permissions: ['agency.facts:read'] });
  const path = `/agency/v1/people/${customerId}/facts`;

  await put(`ext-${reference ?? ''}`, 'isMinor', { value: true }).expect(200);

  expect(await listed(customerId)).toMatchObject([{ name: 'isMinor' }]);
  await guard.other.get(path).expect(404);
  await guard.other.put(`${path}/isMinor`).send({ value: false }).expect(404);
  await guard.other.delete(`${path}/isMinor`).expect(404);
  await guard.other.post('/agency/v1/consents').send({ personId: customerId, consent: 'contactPersonWork', action: 'grant' }).expect(404);
  await guard.other.post('/agency/v1/preferences').send({ personId: customerId, preferences: { employerProhibits: true } }).expect(404);
  await reader.get(path).expect(200);
  await reader.put(`${path}/isMinor`).send({ value: false }).expect(403);
  await reader.delete(`${path}/isMinor`).expect(403);
  await reader.post('/agency/v1/consents').send({ personId: customerId, consent: 'contactPersonWork', action: 'grant' }).expect(403);
  await reader.post('/agency/v1/preferences').send({ personId: customerId, preferences: { employerProhibits: true } }).expect(403);
}); // prettier-ignore

test('a repeated request with its key is answered as the first, and a reused key is refused', async () => {
  const { customerId } = await guard.givenCustomer();
  const send = (value: boolean) => put(customerId, 'isMinor', { value }).set('Idempotency-Key', `k-${customerId}`);

  const first = await send(true).expect(200);

  expect((await send(true).expect(200)).body).toEqual(first.body);
  await send(false).expect(422);
  expect(await listed(customerId)).toHaveLength(1);
});

test('the employer forbids it, the customer consents in writing, and takes that back: work is closed, open, closed', async () => {
  const { customerId } = await guard.givenCustomer({ contacts: workPhone });
  const answers: unknown[] = [];

  await prefer({ personId: customerId, preferences: { employerProhibits: true } }).expect(201);
  answers.push(await blockingOf(customerId));
  await consent({ personId: customerId, consent: 'contactPersonWork', action: 'grant' }).expect(201);
  answers.push(await blockingOf(customerId));
  await consent({ personId: customerId, consent: 'contactPersonWork', action: 'withdraw' }).expect(201);
  answers.push(await blockingOf(customerId));

  expect(answers).toEqual([['reg-f-work-prohibited'], [], ['reg-f-work-prohibited']]);
  expect(await proven(customerId)).toEqual(expect.arrayContaining(['preference-recorded employerProhibits', 'consent-recorded contactPersonWork'])); // prettier-ignore
});

test('a stated time closes that time, and is open again when it was taken back', async () => {
  const { customerId } = await guard.givenCustomer();

  await prefer({ personId: customerId, preferences: { statedInconvenientTimes: ['tue 09:00-12:00'] } }).expect(201);
  const [refused] = await guard.ask(anAsk(customerId));
  await prefer({ personId: customerId, preferences: { statedInconvenientTimes: null } }).expect(201);

  expect(refused).toMatchObject({ granted: false, nextAllowedAt: '2026-12-01T17:00:00.000Z' });
  expect(await blockingOf(customerId)).toEqual([]);
  await prefer({ personId: customerId, preferences: { statedInconvenientTimes: ['at night'] } }).expect(400);
  await prefer({ personId: customerId, preferences: {} }).expect(400);
  await prefer({ personId: customerId, preferences: { isMinor: true } }).expect(400);
});

test('a direct consent to a call lets it through the seven in seven for seven days, on the days that were named', async () => {
  const { customerId } = await guard.givenCustomer();
  for (let calls = 0; calls < 7; calls++) {
    const ask = anAsk(customerId);
    const [answer] = await guard.ask(ask);
    const permitId = answer && 'permitId' in answer ? answer.permitId : 'none';
    await guard.consume({
      permitId, creditorId, customerId, contactId: phoneId, channel: 'voice', askId: ask.askId, handOverId: `h-${calls}`,
    }); // prettier-ignore
    await guard.report({ permitId, customerId, outcome: 'answered' });
  }
  const full = await blockingOf(customerId);
  const direct = { personId: customerId, consent: 'directConsentTo', debtId };

  await consent({ ...direct, action: 'grant', dates: ['2026-12-09'] }).expect(422);
  await consent({ ...direct, action: 'grant', dates: ['2026-12-02'] }).expect(201);
  const onAnotherDay = await blockingOf(customerId);
  await consent({ ...direct, action: 'grant' }).expect(201);
  const open = await blockingOf(customerId);
  await consent({ ...direct, action: 'withdraw' }).expect(201);

  expect([full, onAnotherDay, open]).toEqual([['reg-f-calls-7-in-7'], ['reg-f-calls-7-in-7'], []]);
  expect(await blockingOf(customerId)).toEqual(['reg-f-calls-7-in-7']);
});

test('a withdrawal of electronic contact is on record as one', async () => {
  const { customerId } = await guard.givenCustomer();

  await consent({ personId: customerId, consent: 'electronicComms', action: 'withdraw' }).expect(201);
  const withdrawn = await blockingOf(customerId, { channel: 'email', contactId: emailId });
  await consent({ personId: customerId, consent: 'electronicComms', action: 'grant' }).expect(201);

  expect(withdrawn).not.toEqual([]);
  expect(await blockingOf(customerId, { channel: 'email', contactId: emailId })).toEqual([]);
});

test('whom no event has told of yet is asked for at recover before anything is written down', async () => {
  const customer = { ...(await guard.givenCustomer()), customerId: 'BO-9-LATE' };
  guard.recover.known.push({ customer, debts: [aDebt('BO-9-LATE')] });

  await put('BO-9-LATE', 'judgment', { value: true, debtId }).expect(200);
  guard.recover.isAway = true;
  await put('BO-9-UNHEARD', 'judgment', { value: true }).expect(503);
  guard.recover.isAway = false;
});

test('the calendar shows the lawful hours of the coming days, less what the customer named', async () => {
  const { customerId } = await guard.givenCustomer();
  const path = `/agency/v1/people/${customerId}/calendar`;
  const reader = await guard.as({ creditorIds: [creditorId], permissions: ['agency.facts:read'] });
  await prefer({ personId: customerId, preferences: { statedInconvenientTimes: ['wed 08:00-20:00'] } }).expect(201);

  const { body } = await guard.creditor.get(path).query({ channel: 'voice', days: 2 }).expect(200);

  const { windows, gaps } = body as { windows: object[]; gaps: { closedBy: { ruleId: string }[] }[] };
  expect(body).toMatchObject({ contactId: phoneId, until: '2026-12-03T05:00:00.000Z' });
  expect(windows).toEqual([
    { from: expect.stringMatching(/^2026-12-01T15:/) as string, until: '2026-12-02T02:00:00.000Z' },
    { from: '2026-12-03T01:00:00.000Z', until: '2026-12-03T02:00:00.000Z' },
  ]);
  expect(gaps.every(({ closedBy }) => closedBy.length > 0)).toBe(true);
  await guard.creditor.get(path).query({ channel: 'voice', contactId: emailId, days: 32 }).expect(400);
  await guard.creditor.get(path).query({ channel: 'voice', contactId: 'CT-1-NONE' }).expect(404);
  await guard.other.get(path).query({ channel: 'voice' }).expect(404);
  await reader.get(path).query({ channel: 'voice' }).expect(403);
});
