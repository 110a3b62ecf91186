import { answerHeaders, requestHeaders } from './headers.ts';

test('nothing a client says about who it is reaches a service', () => {
  const forged = {
    authorization: 'Bearer x',
    'x-api-key': 'x',
    cookie: 'a=b',
    host: 'elsewhere',
    forwarded: 'for=1.2.3.4',
    'x-forwarded-for': '1.2.3.4',
    'x-fairdue-deadline-ms': '999999',
    'x-original-url': '/internal/permits',
  };

  expect(requestHeaders({ ...forged, 'x-ta-creditor': 'CR-1-1', 'idempotency-key': 'k' })).toEqual([
    ...['x-ta-creditor', 'CR-1-1'],
    ...['idempotency-key', 'k'],
  ]);
});

test('headers of the connection end with it, in both directions', () => {
  const headers = {
    connection: 'keep-alive, X-Secret',
    'keep-alive': 'timeout=5',
    'x-secret': '1',
    'transfer-encoding': 'chunked',
    upgrade: 'h2c',
    te: 'trailers',
    'content-type': 'application/json',
  };

  expect(requestHeaders(headers)).toEqual(['content-type', 'application/json']);
  expect(answerHeaders(headers)).toEqual(['content-type', 'application/json']);
});

test('a service gets each of our headers once, whatever the client says', () => {
  const said = { 'x-request-id': 'mine', traceparent: 'x', 'content-type': 'application/json' };

  expect(requestHeaders(said, { 'x-request-id': 'ours', traceparent: 'ours' })).toEqual([
    ...['x-request-id', 'ours'],
    ...['traceparent', 'ours'],
    ...['content-type', 'application/json'],
  ]);
});

test('a client gets each header once: what the service says goes before what we would', () => {
  const said = { 'cache-control': 'private', connection: 'x-frame-options', 'x-frame-options': 'SAMEORIGIN' };

  expect(
    answerHeaders(said, { 'x-request-id': '1' }, { 'cache-control': 'no-store', 'x-frame-options': 'DENY' }),
  ).toEqual([...['cache-control', 'private'], ...['x-request-id', '1'], ...['x-frame-options', 'DENY']]);
});
