import { requirePlainHeaders } from './plain-headers.ts';

const repeated = (count: number, name = 'x-a') => Array.from({ length: count }, (_, i) => [`${name}${i}`, '1']).flat();

test.each([
  'authorization',
  'X-Api-Key',
  'Content-Type',
  'content-length',
  'Content-Encoding',
  'Expect',
  'Transfer-Encoding',
  'Host',
  'X-TA-CREDITOR',
  'Idempotency-Key',
])('%s comes once', (name) => {
  const rawHeaders = [name, 'a', 'Accept', '*/*', name.toUpperCase(), 'a'];

  expect(() => requirePlainHeaders({ rawHeaders })).toThrow(
    expect.objectContaining({ kind: 'malformed', code: 'header-repeated' }),
  );
});

test('what grants nothing may come twice', () => {
  expect(() => requirePlainHeaders({ rawHeaders: ['accept', 'a', 'accept', 'b', 'host', 'x'] })).not.toThrow();
});

test('a hundred headers pass, one more is 431', () => {
  expect(() => requirePlainHeaders({ rawHeaders: repeated(100) })).not.toThrow();
  expect(() => requirePlainHeaders({ rawHeaders: repeated(101) })).toThrow(expect.objectContaining({ status: 431 }));
});

test.each(['gzip', 'gzip, chunked', 'identity', 'x'])('a body in the coding %s is refused', (coding) => {
  expect(() => requirePlainHeaders({ rawHeaders: ['Transfer-Encoding', coding] })).toThrow(
    expect.objectContaining({ kind: 'malformed', code: 'transfer-encoding-unknown' }),
  );
  expect(() => requirePlainHeaders({ rawHeaders: ['Transfer-Encoding', 'Chunked'] })).not.toThrow();
});

test('the only expectation is to go on', () => {
  expect(() => requirePlainHeaders({ rawHeaders: ['Expect', '100-Continue'] })).not.toThrow();
  for (const expected of ['200-ok', '100-continue, 200-ok', ''])
    expect(() => requirePlainHeaders({ rawHeaders: ['Expect', expected] })).toThrow(
      expect.objectContaining({ status: 417, code: 'expectation-unknown' }),
    );
});
