import { CustomerPlacedV1, DebtPlacedV1, type EventOf } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { anEvent, eventually } from '@fairdue/testing';
import { aContact, aCustomer, aDebt, anAddress, aPhone } from '../customers/customer.builders.ts';
import { transaction } from '@fairdue/store';
import { blankInteraction } from '../interactions/interaction.ts';
import { insertInteractions, interactions } from '../interactions/interaction.store.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';

let c: Communicator;
beforeAll(async () => {
  c = await startCommunicator([aContact(), aPhone(), anAddress()]);
  await c.place(); // from here on the creditor is known
}, 60_000);
beforeEach(() => c.guard.reset());
afterAll(() => c.stop());

const recordedBy = { kind: 'service', id: 'test' } as const;
let people = 3_000_000;

/** Somebody with a phone, an email, an address and a debt, all their own. */
function aPerson() {
  const n = ++people;
  const customerId = newId('customer');
  const debtId = newId('debt');
  const ids = { phone: newId('contact'), email: newId('contact'), address: newId('contact') };
  const reference = `cust-${n}`;
  const transactionId = `T-${n}`;
  const number = `+1602${n}`;
  const contacts = [
    aPhone({ contactId: ids.phone, value: number, externalId: `lender-${n}` }),
    aContact({ contactId: ids.email, value: `p${n}@example.com` }),
    anAddress({
      contactId: ids.address,
      address: { streetLine1: `${n} Elm St`, city: 'Phoenix', state: 'AZ', zipcode: '85001', countryCode: 'US' },
    }),
  ];
  const { _id, ...customer } = aCustomer({ creditorId: c.creditorId, contacts });
  const { _id: _debt, ...debt } = aDebt({ creditorId: c.creditorId, customerId, transactionId });
  const more = { currency: 'USD', pausedUntil: null, paused: null, hasAttorney: false, recordedBy } as const;
  const placed = anEvent(CustomerPlacedV1, { ...customer, customerId, reference, recordedBy });
  const owed = anEvent(DebtPlacedV1, { ...debt, debtId, ...more });
  return { n, customerId, debtId, ids, reference, transactionId, number, placed, owed };
}
async function givenPerson() {
  const person = aPerson();
  await c.service.deliver(person.placed, person.owed);
  return person;
}

const message = (over: object = {}) => ({ channel: 'text', theme: 'inbRequest', status: 'succeeded', ...over });
const receive = async (body: object) =>
  (await c.service.as({ creditorIds: [c.creditorId] }))
    .post('/api/communicator/receive')
    .type('application/json')
    .serialize((told: unknown) => (Buffer.isBuffer(told) ? (told as unknown as string) : JSON.stringify(told)))
    .send(body);
const received = async (body: object) => {
  const answer = await receive(body);
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
  return (answer.body as { data: Record<string, unknown> }).data;
};
const refusal = async (body: object) => {
  const { status, body: said } = await receive(body);
  return [status, (said as { errors: { code: string; field?: string }[] }).errors[0]];
};
const shown = async (customerId: string, id: unknown) => {
  const all = await c.interactionsOf(customerId);
  return all.find((each) => each['id'] === id);
};

test('every field that was told is told again, by its ids here, in answer and list alike', async () => {
  const { customerId, debtId, ids, transactionId, n } = await givenPerson();
  const externalId = newId('event');
  const earlier = await received(message({ contactId: ids.phone, content: { body: 'hello' }, externalId }));

  const data = await received({
    channel: 'voice', direction: 'outbound', theme: 'opsCollDebt', status: 'attempted', subject: 'loanOverdueFirstNotice',
    statusDetails: 'voiceConnected', agentOutcome: 'voiceSpokeWithFirstParty', contactExternalId: `lender-${n}`,
    loanId: `ext-${transactionId}`, loanIds: [debtId, transactionId], previousInteractionId: `ext-${externalId}`,
    externalId: `call-${n}`, metaData: { queue: 'north' }, isTransactional: false, sensitive: false,
    startedAt: '2026-11-30T14:00:00-05:00', endedAt: '2026-11-30T19:04:00Z',
    scheduledAtFrom: '2026-11-30T19:00:00Z', scheduledAtTo: '2026-11-30T20:00:00Z',
    failureDescriptionShort: 'none', failureDescriptionLong: 'none at all',
    borrower: { externalId: `cust-${n}`, name: { first: 'Ada' } },
    content: { from: '+18885550134', to: '+16025550147', isAutodialed: true, durationSeconds: 240, note: { own: 1 } },
  }); // prettier-ignore

  expect(data).toMatchObject({
    personId: customerId, contactId: ids.phone, loanId: debtId, loanIds: [debtId], previousInteractionId: earlier['id'],
    channel: 'voice', direction: 'outbound', theme: 'opsCollDebt', status: 'attempted', subject: 'loanOverdueFirstNotice',
    statusDetails: 'voiceConnected', agentOutcome: 'voiceSpokeWithFirstParty', externalId: `call-${n}`,
    metaData: { queue: 'north', borrower: { name: { first: 'Ada' } } }, isTransactional: false, sensitive: false,
    startedAt: '2026-11-30T19:00:00.000Z', endedAt: '2026-11-30T19:04:00.000Z',
    scheduledAtFrom: '2026-11-30T19:00:00.000Z', scheduledAtTo: '2026-11-30T20:00:00.000Z',
    failureDescriptionShort: 'none', failureDescriptionLong: 'none at all', complianceGuardRuleId: null, deletedAt: null,
    content: { from: '+18885550134', to: '+16025550147', isAutodialed: true, durationSeconds: 240, note: { own: 1 } },
  }); // prettier-ignore
  expect(await shown(customerId, data['id'])).toMatchObject(data);
  const [fact] = (await c.service.published('communicator.interaction-status-changed.v1'))
    .map((event) => event.data as Record<string, unknown>)
    .filter(({ interactionId }) => interactionId === data['id']);
  expect(fact).toMatchObject({ isAutodialed: true, isPrerecorded: false, debtIds: [debtId] });
});

test('what was not told is what the wire says: inbound, now, not sensitive, and nothing else', async () => {
  const { ids, customerId } = await givenPerson();

  const data = await received(message({ contactId: ids.phone }));

  expect(data).toMatchObject({
    personId: customerId, direction: 'inbound', sensitive: false, isTransactional: null, content: null, metaData: null,
    startedAt: data['createdAt'], endedAt: null, scheduledAtFrom: null, scheduledAtTo: null, loanId: null, loanIds: [],
    externalId: null, previousInteractionId: null, subject: null, statusDetails: null, agentOutcome: null,
  }); // prettier-ignore
  expect(await received(message({ contactId: ids.phone, startedAt: '2026-11-29' }))).toMatchObject({
    startedAt: '2026-11-29T00:00:00.000Z',
  });
});

test.each([
  ['email', 'outbound', 'opsServicing', 'attempted', 'emailSent', { contentText: 'hi', to: ['a@example.com'] }],
  ['chat', 'inbound', 'inbOther', 'attempted', 'chatPosted', { messages: [{ author: 'borrower', body: 'hi' }] }],
  ['fax', 'inbound', 'inbUnknown', 'succeeded', null, { documentIds: ['DD-1-A'], summary: 'two pages' }],
  ['mail', 'outbound', 'opsServicing', 'attempted', 'mailSent', { trackingNumber: '9400' }],
  ['gui', 'inbound', 'inbBug', 'succeeded', null, { page: '/pay', formData: { amount: 5 } }],
  ['document', 'outbound', 'agentNotification', 'succeeded', null, { documentIds: [] }],
  ['text', 'outbound', 'opsCollDebt', 'failed', 'blockedByComplianceGuard', { body: 'hi' }],
  ['voice', 'inbound', 'opsCollDebt', 'inProgress', null, { from: '+16025550147' }],
])(
  'a contact by %s is kept with what that channel holds',
  async (channel, direction, theme, status, details, content) => {
    const { customerId } = await givenPerson();
    const told = { channel, direction, theme, status, statusDetails: details, content };

    expect(await received({ ...told, borrower: { id: customerId } })).toMatchObject({ ...told, personId: customerId });
  },
);

test('who it is from: the named person, else who has the contact, else where it came from, else the thread', async () => {
  const [first, second] = [await givenPerson(), await givenPerson()];
  const from = (data: Record<string, unknown>) => [data['personId'], data['contactId']];
  const theAddress = { addressLine1: `${second.n}  elm st`, city: 'PHOENIX', state: 'az', postalCode: '85001' };
  const answered = await received(message({ contactId: first.ids.email, channel: 'email' }));

  const by = { borrower: { id: `ext-${first.reference}` }, contact: { value: first.number } };
  expect(from(await received(message(by)))).toEqual([first.customerId, first.ids.phone]);
  expect(
    from(await received(message({ contactId: `ext-lender-${first.n}`, content: { from: second.number } }))),
  ).toEqual([first.customerId, first.ids.phone]);
  expect(from(await received(message({ channel: 'mail', contact: { address: theAddress } })))).toEqual([
    second.customerId,
    second.ids.address,
  ]);
  expect(from(await received(message({ channel: 'email', content: { from: ` P${second.n}@Example.com` } })))).toEqual([
    second.customerId,
    second.ids.email,
  ]);
  expect(from(await received(message({ previousInteractionId: answered['id'] })))).toEqual([
    first.customerId,
    first.ids.email,
  ]);
});

test('somebody whom no event has told of yet is asked about, by our id and by the creditor’s', async () => {
  const [byId, byReference] = [aPerson(), aPerson()];
  for (const { placed, owed } of [byId, byReference])
    c.recover.knows.push({ customer: (placed as EventOf<typeof CustomerPlacedV1>).data, debts: [owed.data as object] });

  expect(await received(message({ borrower: { id: byId.customerId }, loanId: byId.transactionId }))).toMatchObject({
    personId: byId.customerId,
    loanId: byId.debtId,
  });
  expect(await received(message({ borrower: { externalId: byReference.reference } }))).toMatchObject({
    personId: byReference.customerId,
  });
});

test('an unknown contact of a known person is added at recover, once, and the message is from it', async () => {
  const { customerId } = await givenPerson();
  c.recover.added.length = 0;
  c.recover.contactId = newId('contact');
  const contact = { value: '(480) 555-0199', label: 'work', affiliation: 'attorney', name: 'Lee Law', valid: true };

  const data = await received(message({ borrower: { id: customerId }, contact }));
  await c.service.settle();

  expect(c.recover.added).toEqual([
    {
      creditorId: c.creditorId,
      customerId,
      contact: {
        contactType: 'phone',
        phoneNumber: '480-555-0199',
        label: 'work',
        affiliation: 'attorney',
        receiveTextMessages: false,
        consentAutodialedCall: false,
      },
    },
  ]);
  expect(await shown(customerId, data['id'])).toMatchObject({
    contactId: c.recover.contactId,
    metaData: { contact: { name: 'Lee Law' } },
  });
});

test('an unknown contact of somebody whom recover has erased meanwhile is kept nowhere', async () => {
  const { customerId } = await givenPerson();
  c.recover.erased.add(customerId);

  await received(message({ borrower: { id: customerId }, contact: { value: '(480) 555-0188' } }));

  const waits = () => c.service.db.collection('timers').countDocuments({ kind: 'add-contact', key: customerId });
  await eventually(async () => (await waits()) === 0);
});

test('what is named and is not there, or not this person’s, is 404; two persons at once are 400', async () => {
  const [first, second] = [await givenPerson(), await givenPerson()];
  const borrower = { id: first.customerId };

  expect(await refusal(message({ borrower: { id: 'BO-9-NOBODY' } }))).toEqual([404, { code: 'personNotResolved', detail: expect.anything() }]); // prettier-ignore
  expect(await refusal(message({ borrower, contactId: second.ids.phone }))).toMatchObject([404, { code: 'contactNotFound' }]); // prettier-ignore
  expect(await refusal(message({ borrower, loanId: second.debtId }))).toMatchObject([404, { code: 'loanNotFound', field: 'loanId' }]); // prettier-ignore
  expect(await refusal(message({ borrower, previousInteractionId: 'IN-9-NONE' }))).toMatchObject([404, { code: 'interactionNotFound', field: 'previousInteractionId' }]); // prettier-ignore
  expect(await refusal(message({ borrower: { id: first.customerId, externalId: second.reference } }))).toMatchObject([400, { code: 'personAmbiguous' }]); // prettier-ignore
});

test('a STOP is heard whatever else it names', async () => {
  const { ids, customerId } = await givenPerson();
  const names = { previousInteractionId: 'IN-7710-AB3X', loanId: 'LN-9-NONE' };
  c.guard.answersAsks = 'refuse';

  const data = await received(message({ contactId: ids.phone, content: { body: 'STOP' }, ...names }));

  expect(data).toMatchObject({ personId: customerId, previousInteractionId: 'IN-7710-AB3X', loanIds: [] });
  expect(c.guard.holds).toMatchObject([{ customerId, hold: { contactIds: [ids.phone] } }]);
  await c.service.settle();
});

test.each([
  ['details where there is no result yet', { status: 'scheduled', statusDetails: 'invalidContact' }, 'incompatibleDetail', 'statusDetails'],
  ['a search word for a detail', { agentOutcome: 'null' }, 'invalidEnum', 'agentOutcome'],
  ['a search word for a subject', { subject: 'null' }, 'invalidField', 'subject'],
  ['a rule that did not block', { complianceGuardRuleId: 'reg-f-hours' }, 'invalidField', 'complianceGuardRuleId'],
  ['a window that ends before it begins', { scheduledAtFrom: '2026-12-02T00:00:00Z', scheduledAtTo: '2026-12-01T00:00:00Z' }, 'invalidField', 'scheduledAtTo'],
  ['a window of dates alone', { scheduledAtFrom: '2026-12-02' }, 'invalidField', 'scheduledAtFrom'],
  ['too many keys of one’s own', { metaData: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, ''])) }, 'invalidField', 'metaData'],
  ['a value of one’s own that is too long', { metaData: { key: 'x'.repeat(501) } }, 'invalidField', 'metaData.key'],
  ['an id of one’s own that is too long', { externalId: 'x'.repeat(256) }, 'invalidField', 'externalId'],
  ['a content that its channel cannot have', { content: { body: { $gt: '' } } }, 'invalidField', 'content.body'],
])('%s is 400', async (_name, over, code, field) => {
  expect(await refusal(message(over))).toMatchObject([400, { code, field }]);
}); // prettier-ignore

test('bytes that are no UTF-8 are 400; emoji, right-to-left writing and a hundred kilobytes come back as they came', async () => {
  const { ids } = await givenPerson();
  const body = `👩‍👩‍👧‍👦 שלום \u202eمرحبا\u202c ${'ñ'.repeat(50_000)}`;
  const bad = Buffer.concat([Buffer.from('{"channel":"text","theme":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);

  expect(await refusal(bad)).toMatchObject([400, { code: 'bodyInvalid' }]);
  expect(await received(message({ contactId: ids.phone, content: { body } }))).toMatchObject({ content: { body } });
});

test('an answer marks what it answers and what went before; what is not answered stays open', async () => {
  const { customerId, ids } = await givenPerson();
  const outbound = { contactId: ids.phone, direction: 'outbound', theme: 'opsServicing', status: 'attempted' };
  const first = await received(message(outbound));
  const second = await received(message({ ...outbound, previousInteractionId: first['id'] }));
  const other = await received(message(outbound));

  await received(message({ previousInteractionId: second['id'], content: { body: 'I paid' } }));

  for (const { id } of [first, second]) expect((await shown(customerId, id))?.['answeredAt']).not.toBeNull();
  expect((await shown(customerId, other['id']))?.['answeredAt']).toBeNull();
});

test.each([
  ['mail', 'mailReturnedToSender', 'mailSent', 'address'],
  ['email', 'emailBounced', 'emailSent', 'email'],
] as const)('%s that came back fails the message it was, named or not', async (channel, statusDetails, sent, at) => {
  const { customerId, ids } = await givenPerson();
  const made = { channel, direction: 'outbound', theme: 'opsServicing', contactId: ids[at] };
  const first = await received({ ...made, status: 'attempted', statusDetails: sent });
  const second = await received({ ...made, status: 'attempted', statusDetails: sent });
  const back = { ...made, status: 'failed', statusDetails };

  expect(await received(back)).toMatchObject({ previousInteractionId: second['id'] });
  expect(await received({ ...back, previousInteractionId: first['id'] })).toMatchObject({ contactId: ids[at] });

  for (const { id } of [first, second])
    expect(await shown(customerId, id)).toMatchObject({ status: 'failed', statusDetails });
  const told = (await c.service.published('communicator.interaction-status-changed.v1')).filter(
    ({ subject, data }) =>
      subject === customerId && (data as { statusDetails: string }).statusDetails === statusDetails,
  );
  expect(told).toHaveLength(4);
});

test('an email that came back is none that has not left yet', async () => {
  const { customerId, ids } = await givenPerson();
  const made = { channel: 'email', direction: 'outbound', theme: 'opsServicing', contactId: ids.email };
  const gone = await received({ ...made, status: 'attempted', statusDetails: 'emailSent' });
  const waiting = {
    ...blankInteraction(newId('interaction'), c.creditorId, c.service.clock.now()),
    ...({ ...made, direction: 'outbound', channel: 'email', status: 'attempted', handOver: 'waiting' } as const),
    customerId,
    subject: 'freeFormBranded',
  };
  await transaction(c.service.db, (tx) => insertInteractions(tx, [waiting]));

  const back = await received({ ...made, status: 'failed', statusDetails: 'emailBounced' });

  expect(back).toMatchObject({ previousInteractionId: gone['id'] });
  expect(await shown(customerId, waiting._id)).toMatchObject({ status: 'attempted', handOver: 'waiting' });
});

test('what a message says lies encrypted in every collection, and is shown to whom it concerns only', async () => {
  const { ids, customerId } = await givenPerson();
  const key = newId('event');
  const body = `my secret ${key}`;
  const agent = await c.service.as({ creditorIds: [c.creditorId] });
  const ask = () =>
    agent
      .post('/api/communicator/receive')
      .set('Idempotency-Key', key)
      .send(message({ contactId: ids.phone, sensitive: true, content: { body } }));
  const first = await ask().expect(200);
  const repeat = await ask().expect(200);
  const reader = await c.service.as({ creditorIds: [c.creditorId], permissions: ['agency.interactions:read'] });
  const withheld = await reader.get(`/agency/v1/interactions/${String(first.body.data.id)}`).expect(200);

  expect(repeat.body).toEqual(first.body);
  expect(first.body.data).toMatchObject({ content: { body } });
  expect(withheld.body).toMatchObject({ content: null, contentWithheld: true, personId: customerId });
  for (const { collectionName } of Object.values(c.service.db.models).map((model) => model.collection))
    for (const row of await c.service.db.collection(collectionName).find({}).toArray())
      expect(JSON.stringify(row)).not.toContain('my secret');
  const [stored] = await interactions(c.service.db).find({ creditorId: c.creditorId, customerId }).lean();
  expect(stored?.content).toEqual({ keyId: 'first', sealed: expect.any(String) });
});
