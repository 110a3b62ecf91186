import { defaultCreditorSettings, SettingsChangedV1 } from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import { dana } from '../examples.ts';
import { creditorId, givenCustomer, givenDebt, otherCreditorId, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let debtId: string;
const silent = { status: 200, body: { holdId: 'HO-1-A', silent: true } };
beforeAll(async () => {
  recover = await startRecover();
});
beforeEach(async () => {
  ({ customerId, debtId } = await givenDebt(recover));
  recover.guard.holds.length = 0;
  recover.guard.lifts.length = 0;
  recover.guard.answer = silent;
});
afterAll(() => recover.stop());

const attorney = {
  contactInfo: {
    name: 'Harlan & Pike LLP',
    phoneNumber: { phoneNumber: '512-555-0170', dataSource: { type: 'CREDITOR' }, types: ['WORK'] },
    address: {
      name: { firstName: 'Mara', lastName: 'Pike' },
      streetLine1: '400 Court Ave',
      city: 'Austin',
      state: 'TX',
      zipcode: '78701',
      countryCode: 'US',
    },
  },
  email: 'mara@harlanpike.example',
  requestedBy: 'CUSTOMER',
  communicationType: 'WRITTEN',
  receivedPowerOfAttorneyDocumentation: true,
};
const consolidator = {
  debtConsolidatorType: 'NATIONAL_DEBT_RELIEF',
  contactInfo: { name: 'National Debt Relief' },
  email: 'cases@ndr.example',
  requestedBy: 'DEBT_CONSOLIDATOR',
  communicationType: 'WRITTEN',
  receivedPowerOfAttorneyDocumentation: false,
  offerPercentOfBalance: 60,
  offerDurationInMonths: 12,
};
const cancellation = { requestedBy: 'ATTORNEY', communicationType: 'VERBAL', reason: 'No longer retained' };

const path = (name: string) => `/api/v1/debts/${debtId}/representation/${name}`;
const post = (name: string, body: object) => recover.creditor.post(path(name)).send(body);
const get = async (name: string) => (await recover.creditor.get(path(name)).expect(200)).body as unknown;
const facts = async (type: string) =>
  (await recover.published(`recover.${type}.v1`)).filter(({ data }) => data['debtId'] === debtId);
const held = () => recover.guard.holds.map(({ hold, wait }) => ({ ...(hold as object), wait }));

test('an attorney is stored, silenced at the guard, shown, and cancelled once', async () => {
  expect(await get('attorneyRepresentation')).toBeNull();

  await post('attorneyRepresentation', attorney).set('X-TA-AUDIT-DESCRIPTION', ' Letter of 3 May ').expect(200, '"ok"');
  expect(await get('attorneyRepresentation')).toEqual(attorney);
  expect(held()).toEqual([
    {
      reason: 'attorney', channels: [], themes: 'collection', contactIds: [], debtIds: [debtId], endsAt: null, wait: 'silence',
      source: { service: 'recover', key: `attorney:${debtId}`, version: 2 },
    },
  ]); // prettier-ignore

  await post('cancelAttorneyRepresentation', cancellation).expect(200, '"ok"');
  expect(await get('attorneyRepresentation')).toBeNull();
  await post('cancelAttorneyRepresentation', cancellation).expect(400, {
    code: 102,
    msg: 'The debt has no active attorney representation.',
    errorInfo: null,
  });

  const recordedBy = { kind: 'account', id: 'AC-TEST-1', description: 'Letter of 3 May' };
  expect(await facts('representation-added')).toMatchObject([{ data: { customerId, kind: 'attorney', recordedBy } }]);
  expect(await facts('representation-cancelled')).toMatchObject([{ data: { customerId, kind: 'attorney' } }]);
  expect((await facts('debt-updated')).map(({ data }) => data['hasAttorney'])).toEqual([true, false]);
  expect(recover.guard.lifts).toMatchObject([
    { creditorId, customerId, source: { service: 'recover', key: `attorney:${debtId}`, version: 3 } },
  ]);
});

test.each([
  ['away', { status: 503, body: { code: 'store-unavailable' } }],
  ['not silent yet', { status: 200, body: { holdId: 'HO-1-A', silent: false } }],
])(
  'while the guard is %s an attorney is stored and told, 503 says repeat, and the repeat is ok',
  async (_how, answer) => {
    recover.guard.answer = answer;
    const refused = await post('attorneyRepresentation', attorney).expect(503);
    recover.guard.answer = silent;
    const [firstHold] = held();
    recover.guard.holds.length = 0;

    await post('attorneyRepresentation', attorney).expect(200, '"ok"');

    expect(Number((refused.headers as Record<string, string>)['retry-after'])).toBeGreaterThan(0);
    expect(held()).toEqual([firstHold]);
    expect(await facts('representation-added')).toHaveLength(1);
  },
);

test('another attorney takes the place of the first, and holds in its stead', async () => {
  await post('attorneyRepresentation', attorney).expect(200);
  await post('attorneyRepresentation', { email: 'new@firm.example' }).expect(200);

  expect(await get('attorneyRepresentation')).toEqual({
    email: 'new@firm.example',
    requestedBy: 'REQUEST_BY_UNKNOWN',
    communicationType: 'COMMUNICATION_TYPE_UNKNOWN',
  });
  expect(held().map((hold) => (hold as unknown as { source: object }).source)).toEqual([
    { service: 'recover', key: `attorney:${debtId}`, version: 2 },
    { service: 'recover', key: `attorney:${debtId}`, version: 3 },
  ]);
});

test('a consolidator stops contact about the debt until cancelled, and stands beside an attorney', async () => {
  await post('debtConsolidatorRepresentation', consolidator).expect(200, '"ok"');
  await post('debtConsolidatorRepresentation', consolidator).expect(200, '"ok"');
  await post('attorneyRepresentation', attorney).expect(200, '"ok"');
  await recover.settle();

  expect(await get('debtConsolidatorRepresentation')).toEqual(consolidator);
  expect(await get('attorneyRepresentation')).toEqual(attorney);
  expect(held()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ reason: 'do-not-interact', debtIds: [debtId], source: { service: 'recover', key: `consolidator:${debtId}`, version: 2 } }),
    ]),
  ); // prettier-ignore
  expect(held()).toHaveLength(2);

  await post('cancelDebtConsolidatorRepresentation', {}).expect(200, '"ok"');
  await recover.settle();
  expect(recover.guard.lifts).toMatchObject([{ source: { key: `consolidator:${debtId}`, version: 4 } }]);
  await post('cancelDebtConsolidatorRepresentation', {}).expect(400, {
    code: 102,
    msg: 'The debt has no active debt consolidator representation.',
    errorInfo: null,
  });
});

test('while the guard is away a consolidator’s hold waits, and is placed when it is back', async () => {
  recover.guard.answer = { status: 503, body: { code: 'store-unavailable' } };
  await post('debtConsolidatorRepresentation', consolidator).expect(200, '"ok"');
  recover.guard.answer = silent;
  await recover.settle();

  expect(held()).toContainEqual(expect.objectContaining({ reason: 'do-not-interact', debtIds: [debtId] }));
});

test('what counts as an attorney is the creditor’s setting: offers are dropped with it', async () => {
  await post('attorneyDebtConsolidatorRepresentation', consolidator).expect(200, '"ok"');

  const {
    debtConsolidatorType: _type,
    offerPercentOfBalance: _percent,
    offerDurationInMonths: _months,
    ...firm
  } = consolidator;
  expect(await get('attorneyRepresentation')).toEqual(firm);
  expect(await get('debtConsolidatorRepresentation')).toBeNull();
});

test('a creditor for whom such firms are consolidators has them stored as such', async () => {
  const settings = { ...defaultCreditorSettings, attorneyDebtConsolidatorTreatment: 'DEBT_CONSOLIDATOR' as const };
  const sender = { companyName: 'Dune', addressLines: [], phone: '', email: 'a@example.com' };
  const recordedBy = { kind: 'service', id: 'creditor' } as const;
  const whole = { creditorId: otherCreditorId, companyName: 'Dune', settings, sender, recordedBy };
  await recover.deliver(anEvent(SettingsChangedV1, whole));
  const unique = Math.random().toString();
  const own = { ...dana, reference: unique, debts: [{ ...dana.debts[0], transactionId: unique }] };
  ({ debtId } = await givenCustomer(recover.other, own));

  await recover.other.post(path('attorneyDebtConsolidatorRepresentation')).send(consolidator).expect(200, '"ok"');

  const { body } = await recover.other.get(path('debtConsolidatorRepresentation')).expect(200);
  expect(body).toEqual(consolidator);
  await recover.other.get(path('attorneyRepresentation')).expect(200, 'null');
});

test.each<[string, object, Record<string, string>]>([
  ['attorneyRepresentation', { requestedBy: 'customer' }, { requestedBy: 'must be one of' }],
  ['attorneyRepresentation', { email: 'nobody' }, { email: 'not a valid address' }],
  ['attorneyRepresentation', { contactInfo: { phoneNumber: { phoneNumber: '5125550170' } } }, { 'contactInfo.phoneNumber.phoneNumber': 'must look like ###-###-####' }],
  ['attorneyRepresentation', { contactInfo: { address: { city: 'Austin' } } }, { 'contactInfo.address.state': 'required' }],
  ['attorneyRepresentation', { contactInfo: { address: { ...attorney.contactInfo.address, zipcode: '787' } } }, { 'contactInfo.address.zipcode': 'must look like' }],
  ['attorneyRepresentation', { contactInfo: { $gt: '' }, receivedPowerOfAttorneyDocumentation: 'yes' }, { receivedPowerOfAttorneyDocumentation: 'must be true or false' }],
  ['debtConsolidatorRepresentation', { offerPercentOfBalance: 101 }, { offerPercentOfBalance: 'must be 0 to 100' }],
  ['debtConsolidatorRepresentation', { debtConsolidatorType: 'ACME' }, { debtConsolidatorType: 'must be one of' }],
  ['cancelAttorneyRepresentation', { reason: 7 }, { reason: 'must be a text' }],
])('%s of %j is refused, and nothing is stored', async (name, body, faults) => {
  const refused = await post(name, body).expect(400);

  const { code, errorInfo } = refused.body as { code: number; errorInfo: Record<string, string> };
  expect(code).toBe(104);
  for (const [field, problem] of Object.entries(faults)) expect(errorInfo[field]).toContain(problem);
  expect(await get('attorneyRepresentation')).toBeNull();
}); // prettier-ignore

test('the debt names its creditor: no header is needed, a foreign debt is not there, a foreign header is forbidden', async () => {
  const both = await recover.as({ creditorIds: [creditorId, otherCreditorId] });
  const stranger = await recover.as({ creditorIds: [creditorId], creditorId: otherCreditorId });
  const read = (agent: typeof both) => agent.get(path('attorneyRepresentation'));

  await read(both).expect(200, 'null');
  await both.post(path('attorneyRepresentation')).send({}).expect(200, '"ok"');
  for (const answer of [
    await read(recover.other),
    await recover.other.post(path('attorneyRepresentation')).send(attorney),
    await recover.other.post(path('cancelAttorneyRepresentation')).send(cancellation),
  ]) {
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({ code: 122, msg: `The following Debts do not exist: ${debtId}`, errorInfo: null });
  }
  expect((await read(stranger).expect(403)).body).toMatchObject({ code: 403 });
});
