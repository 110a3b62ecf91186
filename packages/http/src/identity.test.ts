import { SignJWT, UnsecuredJWT } from 'jose';
import { createIdentity, type Vouched } from './identity.ts';
import { keyIdOf, newSigningKey, publicKeyOf, readSigningKey, readTrustedKeys } from './signing-keys.ts';

const key = newSigningKey();
const gateway = createIdentity({ service: 'gateway', signingKey: key });
const recover = createIdentity({
  service: 'recover',
  signingKey: newSigningKey(),
  trustedKeys: [publicKeyOf(key)],
});
const account: Vouched = {
  accountId: 'AC-1-1',
  permissions: new Set(['recover.customers:read']),
  creditorIds: ['CR-1-1', 'CR-2-2'],
};
const refused = expect.objectContaining({ kind: 'unauthenticated', code: 'credential-invalid' });

test('a token vouches for exactly its caller, and for no service unless one asks', async () => {
  const vouched = await recover.verify(await gateway.tokenFor('recover', account));

  expect(vouched).toEqual(account);
  expect(vouched.service).toBeUndefined();
});

test('a service asking on its own is known by its name', async () => {
  const vouched = await recover.verify(await gateway.serviceToken('recover', ['CR-1-1']));

  expect(vouched).toMatchObject({ accountId: 'service:gateway', service: 'gateway', creditorIds: ['CR-1-1'] });
});

test('a token for another service is refused', async () => {
  await expect(recover.verify(await gateway.tokenFor('campaign', account))).rejects.toEqual(refused);
});

test('a token signed by a key that is not trusted is refused, also under the name of a trusted one', async () => {
  const stranger = newSigningKey();
  const forged = await new SignJWT({ acc: 'AC-1-1', per: ['*'], crs: ['CR-1-1'] })
    .setProtectedHeader({ alg: 'EdDSA', kid: keyIdOf(key) })
    .setIssuer('gateway')
    .setAudience('recover')
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(stranger);

  await expect(recover.verify(forged)).rejects.toEqual(refused);
  await expect(
    recover.verify(await createIdentity({ service: 'gateway', signingKey: stranger }).tokenFor('recover', account)),
  ).rejects.toEqual(refused);
});

test('a token without a signature is refused', async () => {
  const unsigned = new UnsecuredJWT({ acc: 'AC-1-1', per: ['*'], crs: ['CR-1-1'] })
    .setIssuer('gateway')
    .setAudience('recover')
    .setIssuedAt()
    .setExpirationTime('60s')
    .encode();

  await expect(recover.verify(unsigned)).rejects.toEqual(refused);
});

test('a token is over after a minute, though it was verified and cached before', async () => {
  let nowMs = Date.now();
  const clocked = createIdentity({
    service: 'recover',
    signingKey: newSigningKey(),
    trustedKeys: [publicKeyOf(key)],
    nowMs: () => nowMs,
  });
  const token = await gateway.tokenFor('recover', account);
  await clocked.verify(token);

  nowMs += 66_000;

  await expect(clocked.verify(token)).rejects.toEqual(refused);
});

test('while keys rotate, tokens of the old and the new key are good', async () => {
  const next = newSigningKey();
  const both = createIdentity({
    service: 'recover',
    signingKey: newSigningKey(),
    trustedKeys: [publicKeyOf(key), publicKeyOf(next)],
  });
  const later = createIdentity({ service: 'gateway', signingKey: next });

  await expect(both.verify(await gateway.tokenFor('recover', account))).resolves.toEqual(account);
  await expect(both.verify(await later.tokenFor('recover', account))).resolves.toEqual(account);
});

test('keys survive the way through configuration', async () => {
  const privateText = key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  const publicText = publicKeyOf(key).export({ format: 'der', type: 'spki' }).toString('base64');

  expect(keyIdOf(readSigningKey(privateText))).toBe(keyIdOf(key));
  expect(readTrustedKeys(`${publicText}, `).map(keyIdOf)).toEqual([keyIdOf(key)]);
});
