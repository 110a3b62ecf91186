import { createHmac, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT, type CryptoKey, type JWK, generateKeyPair } from 'jose';
import { keyIdOf, publicKeyOf } from '@fairdue/http';
import {
  account,
  anEcho,
  creditorThatFinds,
  identityOf,
  signingKey,
  startTestGateway,
  type TestGateway,
} from '../test-gateway.ts';
import { oidcIssuers } from './oidc-issuers.ts';

const { echo, seen } = anEcho();

type Signer = { privateKey: CryptoKey; kid: string; jwk: JWK };
async function aSigner(kid: string, alg = 'RS256'): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, kid, jwk: { ...(await exportJWK(publicKey)), kid, alg } };
}

const published: JWK[] = [];
let fetched = 0;
let isAway = false;
let keySet: Server;
let issuer: string;
let signer: Signer;
let gateway: TestGateway;
beforeAll(async () => {
  keySet = createServer((_req, res) => {
    fetched++;
    res.writeHead(isAway ? 500 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: published }));
  }).listen(0, '127.0.0.1');
  await once(keySet, 'listening');
  const jwksUrl = `http://127.0.0.1:${(keySet.address() as AddressInfo).port}/keys`;
  issuer = 'https://login.example';
  signer = await aSigner('first');
  published.push(signer.jwk);
  gateway = await startGateway(jwksUrl);
});
afterAll(async () => {
  await gateway.stop();
  keySet.close().closeAllConnections();
});
beforeEach(() => seen.splice(0));

const startGateway = (jwksUrl: string): Promise<TestGateway> => {
  const creditor = creditorThatFinds((asked) => {
    const { apiKeyId: _, ...withoutKey } = account;
    if (asked.apiKeyId === account.apiKeyId) return account;
    return asked.issuer === issuer && asked.subject === 'dana' ? withoutKey : undefined;
  });
  return startTestGateway(
    { creditor, recover: echo },
    { CREDENTIAL_CACHE_MS: 0, OIDC_ISSUERS: `${issuer},fairdue-app,${jwksUrl}` },
  );
};

type Over = { issuer?: string; audience?: string; subject?: string; expires?: string; notBefore?: string; by?: Signer };
const aToken = ({
  issuer: iss = issuer,
  audience = 'fairdue-app',
  subject = 'dana',
  expires = '5m',
  notBefore = '0s',
  by = signer,
}: Over = {}) =>
  new SignJWT({})
    .setProtectedHeader({ alg: by.jwk.alg ?? '', kid: by.kid })
    .setIssuer(iss)
    .setAudience(audience)
    .setSubject(subject)
    .setIssuedAt()
    .setNotBefore(notBefore)
    .setExpirationTime(expires)
    .sign(by.privateKey);

type OurOver = { issuer?: string; audience?: string; expires?: string; notBefore?: string; typ?: string };
/** A token as `/oauth/token` gives it out, but for what is said. */
const ourToken = ({
  issuer: iss = 'fairdue',
  audience = 'fairdue',
  expires = '5m',
  notBefore = '0s',
  typ = 'at+jwt',
}: OurOver = {}) =>
  new SignJWT({ client_id: account.apiKeyId })
    .setProtectedHeader({ alg: 'EdDSA', kid: keyIdOf(publicKeyOf(signingKey)), typ })
    .setIssuer(iss)
    .setAudience(audience)
    .setSubject(account.accountId)
    .setJti('token-1')
    .setNotBefore(notBefore)
    .setExpirationTime(expires)
    .sign(signingKey);
const use = (token: string, on = gateway) =>
  on.ask({ path: '/api/v1/customers', headers: { authorization: `Bearer ${token}` } });
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('who logs in at a configured issuer is the account its subject is linked to', async () => {
  const answer = await use(await aToken());

  expect(answer.status).toBe(200);
  const token = String(seen[0]?.headers.authorization).slice('Bearer '.length);
  expect(await identityOf('recover').verify(token)).toMatchObject({ accountId: account.accountId });
});

test('an access token of ours is worth what the key it was made with is', async () => {
  expect((await use(await ourToken())).status).toBe(200);
});

test.each([
  [
    'the names the services use among themselves',
    { 'x-fairdue-deadline-ms': '1000', 'x-request-id': 'x', traceparent: '00-1-1-01' },
  ],
  [
    'names that proxies use',
    { 'x-forwarded-user': account.accountId, 'x-account-id': account.accountId, forwarded: 'for=127.0.0.1' },
  ],
  ['a creditor alone', { 'x-ta-creditor': 'CR-1-1' }],
  ['a cookie', { cookie: 'session=AC-1-1' }],
])('headers are no credential: %s', async (_what, headers) => {
  const answer = await gateway.ask({ path: '/api/v1/customers', headers });

  expect([answer.status, answer.body['code']]).toEqual([401, 401]);
  expect(seen).toEqual([]);
});

test.each([
  ['another audience', () => aToken({ audience: 'somebody-else' })],
  ['an issuer nobody configured', () => aToken({ issuer: 'https://evil.example' })],
  ['an expired token', () => aToken({ expires: '-1m' })],
  ['a token whose time has not come', () => aToken({ notBefore: '5m', expires: '10m' })],
  ['a subject that is linked to nobody', () => aToken({ subject: 'mallory' })],
  ['the key of somebody else under a known name', async () => aToken({ by: await aSigner('first') })],
  [
    'alg=none',
    async () =>
      `${base64url({ alg: 'none' })}.${base64url({ iss: issuer, aud: 'fairdue-app', sub: 'dana', exp: 9e9 })}.`,
  ],
  [
    'the public key as a shared secret',
    async () => {
      const signed = `${base64url({ alg: 'HS256', kid: 'first' })}.${base64url({ iss: issuer, aud: 'fairdue-app', sub: 'dana', exp: 9e9 })}`;
      return `${signed}.${createHmac('sha256', JSON.stringify(signer.jwk)).update(signed).digest('base64url')}`;
    },
  ],
  [
    'a token between services, replayed from outside',
    () =>
      identityOf('gateway').tokenFor('recover', {
        accountId: 'AC-1-1',
        permissions: new Set(['*']),
        creditorIds: ['CR-1-1'],
      }),
  ],
  ['a token for the gateway itself', () => identityOf('recover').serviceToken('gateway')],
  [
    'an access token of ours signed by nobody we trust',
    async () => {
      const { privateKey } = generateKeyPairSync('ed25519');
      return new SignJWT({ client_id: account.apiKeyId })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
        .setIssuer('fairdue')
        .setAudience('fairdue')
        .setSubject(account.accountId)
        .setExpirationTime('5m')
        .sign(privateKey);
    },
  ],
  ['an access token of ours that has expired', () => ourToken({ expires: '-1s' })],
  ['an access token of ours whose time has not come', () => ourToken({ notBefore: '5m' })],
  ['an access token of ours for another audience', () => ourToken({ audience: 'recover' })],
  ['one signed with our key that is no access token', () => ourToken({ typ: 'JWT' })],
  ['one signed with our key in the name of a service', () => ourToken({ issuer: 'gateway' })],
  [
    'an access token of ours with alg=none',
    async () => `${base64url({ alg: 'none', typ: 'at+jwt' })}.${String((await ourToken()).split('.')[1])}.`,
  ],
  [
    'an access token of ours with our public key as a shared secret',
    async () => {
      const claims = String((await ourToken()).split('.')[1]);
      const signed = `${base64url({ alg: 'HS256', typ: 'at+jwt', kid: keyIdOf(publicKeyOf(signingKey)) })}.${claims}`;
      const secret = publicKeyOf(signingKey).export({ type: 'spki', format: 'pem' });
      return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
    },
  ],
  [
    'an access token of ours whose claims were changed',
    async () => {
      const [header = '', , signature = ''] = (await ourToken()).split('.');
      const claims = base64url({ iss: 'fairdue', aud: 'fairdue', sub: 'AC-1-9', client_id: 'KE-1-9', exp: 9e9 });
      return `${header}.${claims}.${signature}`;
    },
  ],
  ['something with dots', async () => 'a.b.c'],
])('%s is 401', async (_what, token) => {
  const answer = await use(await token());

  expect([answer.status, answer.body['code']]).toEqual([401, 401]);
  expect(seen).toEqual([]);
});

test('a new key of the issuer is fetched when a token first names it, and then known', async () => {
  const jwksUrl = `http://127.0.0.1:${(keySet.address() as AddressInfo).port}/keys`;
  const issuers = oidcIssuers([{ issuer, audience: 'fairdue-app', jwksUrl }], {
    cooldownDuration: 0,
    cacheMaxAge: 600_000,
    timeoutDuration: 3_000,
  });
  const claim = { credential: { issuer, subject: 'dana' } };
  await expect(issuers.read(issuer, await aToken())).resolves.toEqual(claim);
  const before = fetched;

  const second = await aSigner('second', 'ES256');
  published.push(second.jwk);

  for (const by of [second, second, signer])
    await expect(issuers.read(issuer, await aToken({ by }))).resolves.toEqual(claim);
  expect(fetched).toBe(before + 1);
});

test('made-up key names do not make us fetch the key set each time', async () => {
  await use(await aToken());
  const before = fetched;

  for (let i = 0; i < 5; i++)
    expect((await use(await aToken({ by: await aSigner(`made-up-${i}`, 'ES256') }))).status).toBe(401);

  expect(fetched - before).toBeLessThanOrEqual(1);
});

test('while an issuer’s keys cannot be had its tokens are 503, and nobody is called invalid', async () => {
  isAway = true;
  const fresh = await startGateway(`http://127.0.0.1:${(keySet.address() as AddressInfo).port}/keys`);

  const answer = await use(await aToken(), fresh);
  isAway = false;
  const later = await use(await aToken(), fresh);
  await fresh.stop();

  expect([answer.status, answer.body['code']]).toEqual([503, 503]);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(later.status).toBe(200);
});
