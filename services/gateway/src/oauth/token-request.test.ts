import { readTokenRequest } from './token-request.ts';

const basic = (user: string, password = '') => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const grant = 'grant_type=client_credentials';

test.each([
  [
    'the id and secret in the body',
    undefined,
    `${grant}&client_id=AC-1&client_secret=s`,
    { clientId: 'AC-1', secret: 's' },
  ],
  ['the secret alone', undefined, `${grant}&client_secret=s`, { secret: 's' }],
  ['Basic', basic('AC-1', 's'), grant, { clientId: 'AC-1', secret: 's' }],
  ['Basic, form-encoded', basic('AC%2D1', 'a+b'), grant, { clientId: 'AC-1', secret: 'a b' }],
  ['Basic with a key and a blank password', basic('key'), grant, { secret: 'key' }],
  ['the id in both places', basic('AC-1', 's'), `${grant}&client_id=AC-1`, { clientId: 'AC-1', secret: 's' }],
  [
    'scopes, each once',
    basic('k'),
    `${grant}&scope=a:read+b:write%20a:read`,
    { secret: 'k', scopes: ['a:read', 'b:write'] },
  ],
  ['an empty scope, as if it had not come', basic('k'), `${grant}&scope=`, { secret: 'k' }],
  ['a parameter that nobody knows', basic('k'), `${grant}&resource=x`, { secret: 'k' }],
])('%s is understood', (_what, authorization, body, expected) => {
  expect(readTokenRequest(authorization, body)).toEqual(expected);
});

test.each([
  ['no grant type', basic('k'), '', 400, 'invalid-request'],
  ['another grant', basic('k'), 'grant_type=password', 400, 'unsupported-grant-type'],
  ['a parameter twice', basic('k'), `${grant}&${grant}`, 400, 'invalid-request'],
  ['two secrets', basic('k'), `${grant}&client_secret=s`, 400, 'invalid-request'],
  ['two clients', basic('AC-1', 's'), `${grant}&client_id=AC-2`, 401, 'invalid-client'],
  ['no client', undefined, grant, 401, 'invalid-client'],
  ['an id without a secret', undefined, `${grant}&client_id=AC-1`, 401, 'invalid-client'],
  ['a bearer token', 'Bearer x', grant, 401, 'invalid-client'],
  ['Basic without a colon', `Basic ${Buffer.from('k').toString('base64')}`, grant, 401, 'invalid-client'],
  ['Basic that cannot be decoded', basic('%zz', 's'), grant, 401, 'invalid-client'],
  ['a scope that is none', basic('k'), `${grant}&scope=a%22b`, 400, 'invalid-scope'],
  ['blanks for a scope', basic('k'), `${grant}&scope=+`, 400, 'invalid-scope'],
])('%s is refused', (_what, authorization, body, status, code) => {
  expect(() => readTokenRequest(authorization, body)).toThrow(expect.objectContaining({ status, code }));
});
