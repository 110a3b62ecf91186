import { randomBytes } from 'node:crypto';
import { openSsn, sealSsn } from './ssn.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const keys = { keys: [key('k1')], indexKey: randomBytes(32) };
const owner = { creditorId: 'CR-1-A', customerId: 'BO-1-A' };

test('a sealed number opens for its owner only', () => {
  const sealed = sealSsn(keys, '123456789', owner);

  expect(openSsn(keys, sealed, owner)).toBe('123456789');
  expect(() => openSsn(keys, sealed, { ...owner, customerId: 'BO-1-B' })).toThrow('unable to authenticate');
  expect(JSON.stringify(sealed)).not.toContain('123456789');
});

test('equal numbers of one creditor are found by their index, and look different otherwise', () => {
  const [one, two] = ['BO-1-A', 'BO-1-B'].map((customerId) => sealSsn(keys, '123456789', { ...owner, customerId }));
  const elsewhere = sealSsn(keys, '123456789', { ...owner, creditorId: 'CR-1-B' });

  expect(one?.index).toBe(two?.index);
  expect(one?.sealed).not.toBe(two?.sealed);
  expect(elsewhere.index).not.toBe(one?.index);
});

test('a number stays readable when a newer key seals', () => {
  const sealed = sealSsn(keys, '123456789', owner);
  const rotated = { ...keys, keys: [key('k2'), ...keys.keys] };

  expect(sealSsn(rotated, '123456789', owner).keyId).toBe('k2');
  expect(openSsn(rotated, sealed, owner)).toBe('123456789');
});
