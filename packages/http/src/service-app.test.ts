import { once } from 'node:events';
import { Router } from 'express';
import { Refused, Unavailable } from '@fairdue/refused';
import { createLog } from '@fairdue/telemetry';
import { eventually } from '@fairdue/testing';
import supertest from 'supertest';
import { z } from 'zod';
import { caller, rawBody, requirePermission } from './caller.ts';
import { recoverErrors } from './recover-errors.ts';
import { problemErrors } from './error-mapper.ts';
import { rcmErrors } from './rcm-errors.ts';
import { read } from './read.ts';
import { anAccount, anApp, gateway } from './test-app.ts';

const Body = z.object({ emails: z.array(z.object({ email: z.string() })) });

const router = Router()
  .get('/api/v1/customers/:id', (req, res) => {
    requirePermission(caller(req), 'recover.customers:read');
    res.json({ id: req.params.id, creditors: caller(req).creditorIds, header: caller(req).headerCreditorId });
  })
  .post('/api/v1/customers', (req, res) => {
    res.json(read(Body, req.body));
  })
  .post('/api/v1/echo', (req, res) => {
    res.json(req.body);
  })
  .get('/api/v1/search', (req, res) => {
    res.json(req.query);
  })
  .delete('/api/v1/customers/:id', (req) => {
    requirePermission(caller(req), 'recover.customers:write');
  })
  .get('/api/v1/away', () => {
    throw new Unavailable('guard-unavailable', 'The guard is away.', 3);
  })
  .get('/api/v1/broken', () => {
    throw new Error('secret inside');
  })
  .get('/api/v1/slow', () => new Promise<void>(() => undefined))
  .get('/api/v1/late', async (_req, res) => {
    await once(res, 'close');
    res.json({ done: true });
  });

const app = anApp({
  families: [
    { paths: ['/api/v1'], router, errors: recoverErrors },
    {
      paths: ['/v1'],
      router: Router().get('/v1/activity', () => undefined),
      errors: rcmErrors,
    },
    {
      paths: ['/callbacks'],
      router: Router().post('/callbacks/sandbox', (req, res) => {
        res.json({ bytes: rawBody(req).toString('utf8') });
      }),
      errors: problemErrors,
      keepRawBody: true,
    },
  ],
  internal: Router().post('/internal/permits', (_req, res) => {
    res.json({ answers: [] });
  }),
  limits: { bytesMax: 2_000, timeoutMs: 300 },
});
const token = async (over = {}) => `Bearer ${await gateway.tokenFor('recover', { ...anAccount, ...over })}`;
const post = async (path: string, body: string, type = 'application/json') =>
  supertest(app)
    .post(path)
    .set('authorization', await token())
    .set('content-type', type)
    .send(body);

test('the caller is who the token vouches for', async () => {
  const answer = await supertest(app)
    .get('/api/v1/customers/BO-1-1/')
    .set('authorization', await token())
    .set('x-ta-creditor', 'CR-1-1');

  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ id: 'BO-1-1', creditors: ['CR-1-1'], header: 'CR-1-1' });
  expect(answer.headers['x-request-id']).toEqual(expect.any(String));
});

test('without a token of the gateway every path of a family is its 401', async () => {
  const missing = await supertest(app).get('/api/v1/customers/BO-1-1');
  const nonsense = await supertest(app).get('/api/v1/nothing').set('authorization', 'Bearer nonsense');
  const rcm = await supertest(app).get('/v1/activity');
  const rcmBad = await supertest(app).get('/v1/activity').set('authorization', 'Bearer x');

  expect([missing.status, missing.body.code]).toEqual([401, 401]);
  expect(missing.headers['www-authenticate']).toBe('Basic realm="Recover API"');
  expect(nonsense.status).toBe(401);
  expect(rcm.body.error).toBe('Missing Authorization Bearer token.');
  expect(rcmBad.body.error).toBe('Invalid or expired token.');
});

test('a token in the query or the body is no token', async () => {
  const plain = (await token()).slice('Bearer '.length);

  const inQuery = await supertest(app).get(`/api/v1/customers/BO-1-1?access_token=${plain}`);
  const beside = await supertest(app)
    .get('/api/v1/customers/BO-1-1?access_token=anything')
    .set('authorization', await token());

  expect(inQuery.status).toBe(401);
  expect(beside.status).toBe(200);
});

test('an unknown path is 404 and a wrong method 405 with Allow, before the body is looked at', async () => {
  const unknown = await post('/api/v1/nothing', '{broken');
  const wrong = await post('/api/v1/customers/BO-1-1', '{broken');

  expect([unknown.status, unknown.body]).toEqual([
    404,
    { code: 404, msg: 'There is nothing at this path.', errorInfo: null },
  ]);
  expect([wrong.status, wrong.headers['allow']]).toEqual([405, 'DELETE, GET, HEAD']);
});

test('a body must be JSON in UTF-8', async () => {
  expect((await post('/api/v1/echo', 'a=b', 'application/x-www-form-urlencoded')).status).toBe(415);
  expect((await post('/api/v1/echo', '{}', 'application/json; charset=latin1')).status).toBe(415);
  expect((await post('/api/v1/echo', '{}', 'application/json; charset=UTF-8')).status).toBe(200);
  const packed = supertest(app)
    .post('/api/v1/echo')
    .set({ authorization: await token(), 'content-encoding': 'gzip' });
  expect((await packed.type('application/json').send('{}')).status).toBe(415);
  expect((await post('/api/v1/echo', '{"a":')).body).toEqual({
    code: 102,
    msg: 'The body is not valid JSON.',
    errorInfo: null,
  });
});

test('a body too large or too deep is refused in the words of the family', async () => {
  const large = await post('/api/v1/echo', JSON.stringify('x'.repeat(2_000)));
  const deep = await post('/api/v1/echo', '['.repeat(33) + ']'.repeat(33));
  const deepest = await post('/api/v1/echo', '['.repeat(32) + ']'.repeat(32));

  expect([large.status, large.body.code]).toEqual([413, 413]);
  expect([deep.status, deep.body.code]).toEqual([400, 102]);
  expect(deepest.status).toBe(200);
});

test('a body that does not say how large it is is cut off at the same limit', async () => {
  const chunked = supertest(app)
    .post('/api/v1/echo')
    .set('authorization', await token())
    .set('content-type', 'application/json')
    .set('transfer-encoding', 'chunked');
  for (let i = 0; i < 3; i++) chunked.write(`"${'x'.repeat(1_000)}`);

  expect((await chunked).status).toBe(413);
});

test('operators are data, and no key reaches a prototype', async () => {
  const operator = await post('/api/v1/customers', '{"emails":[{"email":{"$gt":""}}]}');
  const kept = await post('/api/v1/echo', '{"$where":"1","a.b":{"$ne":null}}');
  const prototype = await post('/api/v1/echo', '{"__proto__":{"isAdmin":true}}');

  expect([operator.status, operator.body.errorInfo]).toEqual([400, { 'emails[0].email': 'must be a text' }]);
  expect(kept.body).toEqual({ $where: '1', 'a.b': { $ne: null } });
  expect(prototype.status).toBe(400);
  const searched = await supertest(app)
    .get('/api/v1/search?email[$gt]=&limit=1')
    .set('authorization', await token());
  expect(searched.body).toEqual({ 'email[$gt]': '', limit: '1' });
});

test.each(['{"a":["\\ud800"]}', '{"a":"x\\udfffy"}', '{"\\uD83D":1}', '{"a":"\\udc00\\ud800"}'])(
  'half a character is refused before two texts become one in the store: %s',
  async (body) => {
    expect((await post('/api/v1/echo', body)).body).toMatchObject({ code: 102, errorInfo: null });
  },
);

test('an escaped pair, and a backslash before what looks like one, are text like any other', async () => {
  expect((await post('/api/v1/echo', '{"a":"\\ud83d\\ude00","b":"\\\\ud800"}')).body).toEqual({
    a: '😀',
    b: '\\ud800',
  });
});

test('a missing permission is 403, what is away 503 with Retry-After, a bug 500 without its inside', async () => {
  const authorization = await token();
  const forbidden = await supertest(app).delete('/api/v1/customers/BO-1-1').set({ authorization });
  const away = await supertest(app).get('/api/v1/away').set({ authorization });
  const broken = await supertest(app).get('/api/v1/broken').set({ authorization });

  expect(forbidden.status).toBe(403);
  expect([away.status, away.headers['retry-after']]).toEqual([503, '3']);
  expect(broken.status).toBe(500);
  expect(broken.text).not.toContain('secret inside');
});

test('nobody waits longer than the limit, or than the deadline the caller gave', async () => {
  const authorization = await token();
  const startedAt = performance.now();

  const hurried = await supertest(app).get('/api/v1/slow').set({ authorization, 'x-fairdue-deadline-ms': '30' });
  const hurriedMs = performance.now() - startedAt;
  const patient = await supertest(app).get('/api/v1/slow').set({ authorization });

  expect([hurried.status, patient.status]).toEqual([503, 503]);
  expect(patient.body).toEqual({ code: 503, msg: 'The request took too long.', errorInfo: null });
  expect(hurriedMs).toBeLessThan(290);
});

test('internal routes do not exist for clients', async () => {
  const client = await supertest(app)
    .post('/internal/permits')
    .set('authorization', await token())
    .send({});
  const service = await supertest(app)
    .post('/internal/permits')
    .set('authorization', `Bearer ${await gateway.serviceToken('recover')}`)
    .send({});

  expect([client.status, client.body.code]).toEqual([404, 'route-not-found']);
  expect(service.body).toEqual({ answers: [] });
});

test('a signed body can be read byte by byte', async () => {
  const answer = await post('/callbacks/sandbox', '{ "id" : 1 }');

  expect(answer.body).toEqual({ bytes: '{ "id" : 1 }' });
});

test('without a body there are no bytes, which is the client’s to know', async () => {
  const answer = await supertest(app)
    .post('/callbacks/sandbox')
    .set('authorization', await token());

  expect([answer.status, answer.body]).toMatchObject([200, { bytes: '' }]);
});

test('probes need no credential and readiness names what is missing', async () => {
  const away = anApp({ readiness: async () => ({ store: true, bus: false }) });

  expect((await supertest(away).get('/livez')).status).toBe(200);
  const ready = await supertest(away).get('/readyz');
  expect([ready.status, ready.body]).toEqual([503, { status: 'not-ready', checks: { store: true, bus: false } }]);
  expect((await supertest(app).get('/metrics')).text).toContain('fairdue_http_request_seconds');
});

test('the access log holds the pattern of a path, never the path', async () => {
  const lines: string[] = [];
  const logged = anApp({
    log: createLog('recover', 'info', { write: (line: string) => lines.push(line) }),
    families: [{ paths: ['/api/v1'], router, errors: recoverErrors }],
  });

  await supertest(logged)
    .get('/api/v1/customers/ext-jane@example.com?reference=123-45-6789')
    .set('authorization', await token());

  expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({
    method: 'GET',
    route: '/api/v1/customers/:id',
    status: 200,
    accountId: 'AC-1-1',
  });
  expect(lines.join('')).not.toMatch(/jane|6789/);
});

test('an answer after the time was over is no fault', async () => {
  const lines: string[] = [];
  const logged = anApp({
    log: createLog('recover', 'info', { write: (line: string) => lines.push(line) }),
    families: [{ paths: ['/api/v1'], router, errors: recoverErrors }],
    limits: { timeoutMs: 30 },
  });

  const answer = await supertest(logged)
    .get('/api/v1/late')
    .set('authorization', await token());

  expect(answer.status).toBe(503);
  await eventually(() => lines.some((line) => line.includes('time of its request was over')));
  expect(lines.join('')).not.toContain('request failed');
});

test('a refusal that came up after the answer began cuts the connection instead of hanging it', async () => {
  const begun = anApp({
    families: [
      {
        paths: ['/api/v1'],
        errors: recoverErrors,
        router: Router().get('/api/v1/begun', (_req, res) => {
          res.write('half');
          throw new Refused('conflict', 'too-late', 'Too late.');
        }),
      },
    ],
  });

  await expect(
    supertest(begun)
      .get('/api/v1/begun')
      .set('authorization', await token()),
  ).rejects.toThrow(/aborted|hang up/);
});
