import { once } from 'node:events';
import { get, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { eventually } from '@fairdue/testing';
import { account, aKey, creditorThatFinds, startTestGateway, type TestGateway } from './test-gateway.ts';

const running: TestGateway[] = [];
const start: typeof startTestGateway = async (...args) => {
  const gateway = await startTestGateway(...args);
  running.push(gateway);
  return gateway;
};
afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.stop();
});

/** A campaign service whose streams say what they are told to, and which knows how many are open. */
function aStream() {
  const open = new Set<ServerResponse>();
  const campaign: RequestListener = (req, res) => {
    if (!req.url?.startsWith('/v1/activity/stream')) return void res.end('{}');
    open.add(res);
    res.once('close', () => open.delete(res));
    res.writeHead(200, { 'content-type': 'text/event-stream' }).write(`: ${String(req.headers['last-event-id'])}\n\n`);
  };
  return { campaign, open, say: (text: string) => open.forEach((res) => res.write(text)) };
}

type Following = { answer: IncomingMessage; text: () => string; ended: Promise<'end' | 'cut'>; close: () => void };

async function follow({ running: { url } }: TestGateway, headers = {}): Promise<Following> {
  const asked = get(`${url}/v1/activity/stream`, { headers: { 'x-api-key': aKey, ...headers } });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = new Promise<'end' | 'cut'>((resolve) => {
    answer.once('end', () => resolve('end')).once('error', () => resolve('cut'));
  });
  return { answer, text: () => text, ended, close: () => asked.destroy() };
}

test('a stream goes through as it comes and outlives every limit of a request; its client’s going ends it behind', async () => {
  const { campaign, open, say } = aStream();
  const gateway = await start({ campaign }, { UPSTREAM_FINISH_MS: 100, UPSTREAM_TIMEOUT_MS: 10_000 });
  const stream = await follow(gateway, { 'last-event-id': 'AT-1-1' });
  await eventually(() => stream.text() === ': AT-1-1\n\n');
  const beganAt = performance.now();

  await eventually(() => performance.now() - beganAt > 300); // three times what any other answer may take
  say('data: 1\n\n');

  await eventually(() => stream.text().endsWith('data: 1\n\n'));
  expect(stream.answer.headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  stream.close();
  await eventually(() => open.size === 0);
});

test('streams take no connection from requests, and have limits of their own', async () => {
  const { campaign, open } = aStream();
  const other = { ...account, accountId: 'AC-2-2' };
  const creditor = creditorThatFinds(({ apiKey }) => (apiKey === aKey ? account : other));
  const limits = { UPSTREAM_CONNECTIONS_MAX: 1, STREAMS_PER_ACCOUNT_MAX: 2, STREAMS_MAX: 3 };
  const gateway = await start({ creditor, campaign }, limits);
  const streams = [await follow(gateway), await follow(gateway)];

  const third = await gateway.ask({ path: '/v1/activity/stream' });
  const elses = { 'x-api-key': 'a-key-of-another-account' };
  streams.push(await follow(gateway, elses));
  const fourth = await gateway.ask({ path: '/v1/activity/stream', headers: elses });

  expect([third.status, third.body['code'], third.headers['retry-after']]).toEqual([429, 'streams_too_many', '10']);
  expect([fourth.status, fourth.body['code']]).toEqual([503, 'streams_exhausted']);
  expect((await gateway.ask({ path: '/v1/documents' })).status).toBe(200);
  streams[0]?.close();
  await eventually(() => open.size === 2);
  const again = await eventually(() => follow(gateway).then(({ answer, close }) => answer.statusCode === 200 && close)); // prettier-ignore
  for (const close of [again, ...streams.map((each) => each.close)]) close();
});

test.each([
  ['that is revoked', undefined],
  ['that may do less', { ...account, permissions: [] }],
  ['that is of other creditors', { ...account, creditors: [{ creditorId: 'CR-2-2' }] }],
])('a stream with a key %s ends', async (_name, later) => {
  const { campaign, open } = aStream();
  let found: object | undefined = account;
  const creditor = creditorThatFinds(() => found);
  const gateway = await start({ creditor, campaign }, { STREAM_RECHECK_MS: 100, CREDENTIAL_CACHE_MS: 0 });
  const stream = await follow(gateway);

  found = later;

  expect(await stream.ended).toBe('end');
  await eventually(() => open.size === 0);
});

test('while nobody can be asked about its key a stream goes on', async () => {
  const { campaign, say } = aStream();
  let asked = 0;
  const known = creditorThatFinds(() => account);
  const creditor: RequestListener = (req, res) => (++asked === 1 ? known(req, res) : void res.writeHead(503).end());
  const gateway = await start({ creditor, campaign }, { STREAM_RECHECK_MS: 100, CREDENTIAL_CACHE_MS: 0 });
  const stream = await follow(gateway);

  await eventually(() => asked > 3);
  say('data: 1\n\n');

  await eventually(() => stream.text().endsWith('data: 1\n\n'));
  stream.close();
});

test('a gateway that stops ends its streams at once, and a service that stops ends them for their clients', async () => {
  const { campaign, open } = aStream();
  const gateway = await startTestGateway({ campaign });
  const ofService = await follow(gateway);
  for (const res of open) res.end();
  expect(await ofService.ended).toBe('end');

  const ofGateway = await follow(gateway);
  const beganAt = performance.now();
  await gateway.running.stop();

  expect(await ofGateway.ended).toBe('end');
  expect(performance.now() - beganAt).toBeLessThan(15_000); // requests under way have 20 s
  await gateway.stop().catch(() => undefined);
});
