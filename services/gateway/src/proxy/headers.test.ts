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

  expect(requestHeaders({ ...forged, 'x-ta-creditor': 'CR-1-1', 'idempotency-key': 'k' })).toEqual({
    'x-ta-creditor': 'CR-1-1',
    'idempotency-key': 'k',
  });
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

  expect(requestHeaders(headers)).toEqual({ 'content-type': 'application/json' });
  expect(answerHeaders(headers)).toEqual({ 'content-type': 'application/json' });
});
