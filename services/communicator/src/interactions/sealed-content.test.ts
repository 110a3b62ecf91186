import { randomBytes } from 'node:crypto';
import { openContent, sealContent } from './sealed-content.ts';

const [older, newer] = ['older', 'newer'].map((id) => ({ id, key: randomBytes(32) }));
const owner = { creditorId: 'CR-1-A', customerId: 'BO-1-A' };
const content = { body: 'Déjeme en paz 🙏 שלום', media: [] };

test('a content is read again with its key, also when a newer one seals', () => {
  const sealed = sealContent([older!], content, owner);

  expect(openContent([newer!, older!], sealed, owner)).toEqual(content);
  expect(sealContent([newer!, older!], content, owner).keyId).toBe('newer');
});

test('nothing of it can be read in what is stored, and no two are alike', () => {
  const [first, second] = [1, 2].map(() => sealContent([older!], content, owner));

  expect(Buffer.from(first!.sealed, 'base64').includes('paz')).toBe(false);
  expect(first!.sealed).not.toBe(second!.sealed);
});

test('changed, moved to another customer, or without its key it does not open', () => {
  const sealed = sealContent([older!], content, owner);
  const bytes = Buffer.from(sealed.sealed, 'base64');
  bytes[bytes.length - 1]! ^= 1;
  const changed = { ...sealed, sealed: bytes.toString('base64') };

  expect(() => openContent([older!], changed, owner)).toThrow('unable to authenticate');
  expect(() => openContent([older!], sealed, { ...owner, customerId: 'BO-1-B' })).toThrow('unable to authenticate');
  expect(() => openContent([newer!], sealed, owner)).toThrow('The key older is not configured.');
});
