import { randomBytes } from 'node:crypto';
import { dana } from '../examples.ts';
import { creditorId, givenCustomer, startRecover, type Recover } from '../start-recover.ts';
import { customers, loadCustomer } from './customer.store.ts';
import { openSsn, sealSsn } from './ssn.ts';

const [newer, older] = ['k2', 'k1'].map((id) => ({ id, key: randomBytes(32) }));
const indexKey = randomBytes(32);
const text = (bytes: Buffer | undefined) => bytes?.toString('base64') ?? '';

let recover: Recover;
let owner: { creditorId: string; customerId: string };
beforeAll(async () => {
  recover = await startRecover({
    config: { SSN_KEYS: `k2:${text(newer?.key)},k1:${text(older?.key)}`, SSN_INDEX_KEY: text(indexKey) },
  });
  const { customerId } = await givenCustomer(recover.creditor, { ...dana, ssn: '123456789' });
  owner = { creditorId, customerId };
  const ssn = sealSsn({ keys: [older!], indexKey }, '123456789', owner);
  await customers(recover.db).updateOne({ _id: customerId, creditorId }, { $set: { ssn } });
});
afterAll(() => recover.stop());

const rotate = (agent = recover.creditor) => agent.post('/agency/v1/customers/ssn-keys/rotate').send({});

test('a number sealed with an older key is sealed with the newest, once, and nothing else changes', async () => {
  const before = await loadCustomer(recover, creditorId, owner.customerId);

  await rotate().expect(200, { resealed: 1, left: false });
  await rotate().expect(200, { resealed: 0, left: false });

  const { ssn, ...after } = await loadCustomer(recover, creditorId, owner.customerId);
  expect(ssn).toMatchObject({ keyId: 'k2', index: before.ssn?.index });
  expect(openSsn({ keys: [newer!], indexKey }, ssn!, owner)).toBe('123456789');
  expect({ ...after, ssn: before.ssn }).toEqual(before);
});

test('without the permission no key is rotated', async () => {
  const reader = await recover.as({ creditorIds: [creditorId], permissions: ['agency.customers:read'] });

  expect((await rotate(reader).expect(403)).body).toMatchObject({ code: 'permission-missing' });
});
