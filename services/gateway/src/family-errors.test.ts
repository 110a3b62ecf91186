import type { RequestListener } from 'node:http';
import { aKey, startTestGateway, type Answer, type TestGateway } from './test-gateway.ts';

const ok: RequestListener = (_req, res) => res.end('{}');
const services = { recover: ok, communicator: ok, 'compliance-guard': ok, campaign: ok };

let gateway: TestGateway;
let away: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway(services, { BODY_BYTES_MAX: 2_000, RATE_LIMIT_PER_MINUTE: 1_000 });
  away = await startTestGateway({});
});
afterAll(() => Promise.all([gateway.stop(), away.stop()]));

/** A path of each family that a service answers, and one that nobody does. */
const families = [
  ['recover', '/api/v1/customers', '/api/v1/nothing'],
  ['communicator', '/api/communicator/send', '/api/communicator/..'],
  ['compliance', '/api/compliance-guard/rules', '/api/people/BO-1-1'],
  ['rcm', '/v1/documents', '/v1/nothing'],
  ['agency', '/agency/v1/holds', '/agency/v1/nothing'],
] as const;
type Name = (typeof families)[number][0];

/** Does the body look as this family’s errors do, and name this status where they name one? */
function expectWords(name: Name, { status, body, headers }: Answer): void {
  const text = expect.any(String) as string;
  const envelope = { status, message: text, errors: [{ code: text, detail: text }] };
  const bodies: Record<Name, object> = {
    recover: { code: status === 400 ? 102 : status, msg: text, errorInfo: null },
    communicator: envelope,
    compliance: envelope,
    rcm: { error: text, code: text },
    agency: { type: text, title: text, status, code: text, detail: text },
  };
  expect(body).toEqual(bodies[name]);
  const type = name === 'agency' ? 'application/problem+json' : 'application/json; charset=utf-8';
  expect(headers['content-type']).toBe(type);
}

test.each(families)('%s has words of its own for each refusal of the gateway', async (name, path, nowhere) => {
  const headers = { 'x-api-key': aKey, 'content-type': 'application/json' };
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`x-a${i}`, '1']));
  const refusals = {
    400: await gateway.ask({ path: `${path}/a;b` }),
    401: await gateway.ask({ path, headers: { 'x-api-key': 'unknown-key-unknown-key' } }),
    417: await gateway.ask({ path, headers: { ...headers, expect: '200-ok' } }),
    413: await gateway.ask({ method: 'POST', path, headers, body: Buffer.alloc(2_001, 'x') }),
    431: await gateway.ask({ path, headers: { ...headers, ...many } }),
    503: await away.ask({ path }),
  };

  for (const [status, answer] of Object.entries(refusals)) {
    expect([status, answer.status]).toEqual([status, Number(status)]);
    expectWords(name, answer);
  }
  expect(Number(refusals[503].headers['retry-after'])).toBeGreaterThan(0);
  const unknown = await gateway.ask({ path: nowhere });
  expect([400, 404]).toContain(unknown.status);
  expectWords(name, unknown);
});

test.each(families)(
  '%s says in its words that the minute of a key is used up, and when the next begins',
  async (name, path) => {
    const limited = await startTestGateway(services, { RATE_LIMIT_PER_MINUTE: 1 });
    const first = await limited.ask({ path });
    const answer = await limited.ask({ path });
    await limited.stop();

    expect([first.status, answer.status]).toEqual([200, 429]);
    expectWords(name, answer);
    expect(answer.headers).toMatchObject({ 'ratelimit-limit': '1', 'ratelimit-remaining': '0' });
    expect(answer.headers['retry-after']).toBe(answer.headers['ratelimit-reset']);
  },
);
