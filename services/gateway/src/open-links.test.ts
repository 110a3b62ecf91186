import type { RequestListener } from 'node:http';
import { identityOf, startTestGateway } from './test-gateway.ts';

const path = '/unsubscribe/a.b';

test('the link of an email needs no key, carries no account, and is limited by the address it is opened from', async () => {
  const tokens: string[] = [];
  const communicator: RequestListener = (req, res) => {
    tokens.push(String(req.headers.authorization).slice('Bearer '.length));
    req.resume();
    res.end('<p>Do you want no more emails?</p>');
  };
  const gateway = await startTestGateway({ communicator }, { RATE_LIMIT_PER_MINUTE: 2 });

  const asked = await gateway.ask({ path, headers: {} });
  const clicked = await gateway.ask({ method: 'POST', path, headers: {} });
  const limited = await gateway.ask({ path, headers: { 'x-forwarded-for': '1.2.3.4' } });
  const withKey = await gateway.ask({ path: '/api/communicator/subjects' });
  await gateway.stop();

  expect([asked.status, clicked.status, limited.status, withKey.status]).toEqual([200, 200, 429, 200]);
  expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
  expect(limited.text).toMatch(/^<!doctype html>[^]*rate-limited/);
  const vouched = await identityOf('communicator').verify(tokens[0] ?? '');
  expect(vouched).toMatchObject({ accountId: 'reader', creditorIds: [] });
  expect(vouched.permissions.size).toBe(0);
});

test('what the gateway refuses of a link is a page', async () => {
  const gateway = await startTestGateway({});

  const answers = {
    400: await gateway.ask({ path: `${path};c`, headers: {} }),
    404: await gateway.ask({ path: '/unsubscribe/a/b', headers: {} }),
    503: await gateway.ask({ path, headers: {} }),
  };
  await gateway.stop();

  for (const [status, { headers, text, ...answer }] of Object.entries(answers)) {
    expect(answer.status).toBe(Number(status));
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toMatch(/^<!doctype html>/);
  }
});
