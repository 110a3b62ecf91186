import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestGateway, type TestGateway } from '../test-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { RATE_LIMIT_PER_MINUTE: 1 });
});
afterAll(() => gateway.stop());

const root = join(import.meta.dirname, '../../../..');
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  gateway.ask({ path, headers, method });

test.each([
  ['/openapi.json', 'docs/api/openapi.json'],
  ['/asyncapi.json', 'docs/events/asyncapi.json'],
])('%s is the file that was generated, for everybody, as often as they ask', async (path, written) => {
  for (let i = 0; i < 3; i++) {
    const { status, text, headers } = await ask(path);
    expect(status).toBe(200);
    expect(text).toBe(readFileSync(join(root, written), 'utf8'));
    expect(headers).not.toHaveProperty('ratelimit');
  }
});

type Described = { parameters?: { name: string }[]; responses: Record<string, unknown> };

test('whoever may send an Idempotency-Key is told what becomes of one that is in use, or was used otherwise', async () => {
  const { paths } = (await ask('/openapi.json')).body as { paths: Record<string, Record<string, Described>> };
  const repeatable = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { parameters = [] }]) => parameters.some(({ name }) => name === 'Idempotency-Key'))
      .map(([method, { responses }]) => ({ name: `${method} ${path}`, statuses: Object.keys(responses) })),
  );

  expect(repeatable.length).toBeGreaterThan(30);
  expect(repeatable.filter(({ statuses }) => !['409', '422'].every((status) => statuses.includes(status)))).toEqual([]);
});

test.each(['/docs', '/docs/'])('%s loads all it needs from here, and nothing else', async (path) => {
  const page = await ask(path);
  const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, asset = '']) => asset);

  expect(page.status).toBe(200);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  expect(page.text).not.toMatch(/<script>|<style|https?:/);
  expect(assets).toHaveLength(4);
  for (const asset of assets) {
    const { status, headers, text } = await ask(asset);
    expect(status).toBe(200);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-type']).toMatch(/^(text\/(css|javascript); charset=utf-8|image\/png)$/);
    expect(text.length).toBeGreaterThan(100);
  }
  expect((await ask('/docs/start.js')).text).toContain("url: '/openapi.json'");
});

test('what a client has already is not sent again', async () => {
  const { headers } = await ask('/openapi.json');
  const etag = String(headers.etag);

  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await ask('/openapi.json', { 'if-none-match': known });
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
  }
  expect(await ask('/openapi.json', { 'if-none-match': '"other"' })).toMatchObject({ status: 200 });
});

test('HEAD tells of a file what GET would', async () => {
  const { status, headers, text } = await ask('/docs/swagger-ui.css', {}, 'HEAD');

  expect([status, text]).toEqual([200, '']);
  expect(Number(headers['content-length'])).toBeGreaterThan(100_000);
});

test('a file that is not there is a problem, and so is a method that only changes things', async () => {
  expect(await ask('/docs/none.js')).toMatchObject({ status: 404, body: { code: 'route-not-found' } });
  const posted = await ask('/docs', {}, 'POST');
  expect(posted).toMatchObject({ status: 405, body: { code: 'method-not-allowed' }, headers: { allow: 'GET, HEAD' } });
});

test.each(['/docs/../package.json', '/docs/..%2f..%2fpackage.json', '/docs/%2e%2e/package.json', '/docs//etc/passwd'])(
  '%s leads nowhere',
  async (path) => {
    expect(await ask(path)).toMatchObject({ status: 400, body: { code: 'path-ambiguous' } });
  },
);
