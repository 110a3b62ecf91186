import type { IncomingMessage } from 'node:http';
import { mongo } from 'mongoose';
import { Refused, Unavailable } from '@fairdue/refused';
import { envelopeErrors } from './envelope-errors.ts';
import { problemErrors } from './error-mapper.ts';
import { HttpFault } from './http-fault.ts';
import { pageErrors } from './page-errors.ts';
import { rcmErrors } from './rcm-errors.ts';
import { recoverErrors } from './recover-errors.ts';

const req = {} as IncomingMessage;
const invalid = new Refused('malformed', 'request-invalid', 'channel: required', [
  { path: 'channel', problem: 'required', kind: 'missing' },
]);
const reused = new Refused('rule', 'idempotency-key-reused', 'Other body.');
const away = new Unavailable('guard-unavailable', 'Away.', 4);
const method = new HttpFault(405, 'method-not-allowed', 'Method not allowed.', { allow: 'GET' });

test.each([
  [invalid, 400, { code: 104, msg: 'channel: required', errorInfo: { channel: 'required' } }],
  [
    new Refused('malformed', 'request-invalid', 'Not an object.'),
    400,
    { code: 102, msg: 'Not an object.', errorInfo: null },
  ],
  [
    new Refused('malformed', 'input-invalid', 'Missing required fields.', [{ path: '', problem: 'required' }]),
    400,
    { code: 102, msg: 'The body must be an object.', errorInfo: null },
  ],
  [
    new Refused('not-found', 'creditor-not-found', 'No.'),
    404,
    { code: 112, msg: 'Creditor does not exist.', errorInfo: null },
  ],
  [new Refused('rule', 'debt-on-plan', 'On a plan.'), 422, { code: 422, msg: 'On a plan.', errorInfo: null }],
  [away, 503, { code: 503, msg: 'Away.', errorInfo: null }],
])('Recover says %s', (error, status, body) => {
  expect(recoverErrors(error, req)).toMatchObject({ status, body });
});

test.each([
  [
    invalid,
    400,
    {
      status: 400,
      message: '1 field is invalid',
      errors: [{ code: 'requiredField', field: 'channel', detail: 'required' }],
    },
  ],
  [
    new Refused('malformed', 'unknown-cursor', 'No.'),
    400,
    { status: 400, message: 'No.', errors: [{ code: 'unknownCursor', detail: 'No.' }] },
  ],
  [
    reused,
    409,
    { status: 409, message: 'Other body.', errors: [{ code: 'idempotencyKeyReused', detail: 'Other body.' }] },
  ],
])('the envelope says %s', (error, status, body) => {
  expect(envelopeErrors(error, req)).toMatchObject({ status, body });
});

test.each([
  [
    invalid,
    400,
    { error: 'Invalid body.', code: 'request_invalid', details: [{ path: 'channel', problem: 'required' }] },
  ],
  [new Refused('forbidden', 'permission-missing', 'x'), 403, { error: 'Forbidden.', code: 'permission_missing' }],
  [reused, 409, { error: 'Idempotency key reused with a different body.', code: 'idempotency_key_reused' }],
  [
    new Refused('conflict', 'campaign-ended', 'Campaign has ended.'),
    409,
    { error: 'Campaign has ended.', code: 'campaign_ended' },
  ],
])('RCM says %s', (error, status, body) => {
  expect(rcmErrors(error, req)).toMatchObject({ status, body });
});

test.each([problemErrors, recoverErrors, envelopeErrors, rcmErrors])(
  'every family passes on Allow and Retry-After',
  (errors) => {
    expect(errors(method, req)).toMatchObject({ status: 405, headers: { allow: 'GET' } });
    expect(errors(away, req)).toMatchObject({ status: 503, headers: { 'retry-after': '4' } });
  },
);

test.each([problemErrors, recoverErrors, envelopeErrors, rcmErrors])(
  'a store that is away is 503 in every family, with the time to come back',
  (errors) => {
    expect(errors(new mongo.MongoNetworkError('connection to 10.0.0.1 closed'), req)).toMatchObject({
      status: 503,
      headers: { 'retry-after': '2' },
    });
  },
);

test('a problem has a type, a title and a code to look up', () => {
  expect(problemErrors(reused, req)).toEqual({
    status: 422,
    headers: { 'content-type': 'application/problem+json' },
    body: {
      type: '/problems/idempotency-key-reused',
      title: 'Unprocessable Entity',
      status: 422,
      code: 'idempotency-key-reused',
      detail: 'Other body.',
    },
  });
});

test('a page says what went wrong, and nothing in it is markup', () => {
  const { status, headers, body } = pageErrors(new Unavailable('guard-unavailable', '<script>', 4), req);

  expect([status, headers]).toEqual([503, { 'retry-after': '4', 'content-type': 'text/html; charset=utf-8' }]);
  expect(body).toMatch(/^<!doctype html>[^]*<p>&lt;script&gt;<\/p>[^]*guard-unavailable/);
});
