import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text as textOf } from 'node:stream/consumers';
import { outside, verifyWebhook, type Upstream } from '@fairdue/http';
import { eventually } from '@fairdue/testing';
import { aCreditor, anAddress, aContact, aPhone } from '../customers/customer.builders.ts';
import { consumePermits, type ConsumedPermit } from '../dispatch/consumed-permit.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { AnswerMapping } from './answer-mapping.ts';
import { httpProvider, type HttpProviderOptions } from './http-provider.ts';
import type { HttpChannel } from './payload.ts';
import type { Answer, Message, OpenMessage, Outgoing, Provider } from './provider.ts';
import { smtpProvider, type SmtpProviderOptions } from './smtp-provider.ts';

const key = 'CR-1-DEMO.IN-1-A';
const message: Message = {
  key,
  at: new Date('2026-12-01T15:00:00Z'),
  contact: aContact(),
  sender: aCreditor().sender,
  personName: 'Ada O’Neil',
  rendered: {
    subjectLine: 'Über Ihr Konto',
    text: 'Line one\n.\nLine “three”\n',
    html: '<p>x</p>',
  },
  isAutodialed: false,
};

/** A guard that says yes, with a window of that length. */
async function permit(windowMs = 3_000): Promise<ConsumedPermit> {
  const answer = { answers: [{ permitId: 'PE-1-A', consumed: true, addressHash: 'hash', windowMs }] };
  const guard: Upstream = {
    name: 'compliance-guard',
    call: ({ schema }) => Promise.resolve(schema.parse(answer) as never),
    close: () => Promise.resolve(),
  };
  const ask = {
    permitId: 'PE-1-A',
    creditorId: '',
    customerId: '',
    contactId: '',
    channel: '',
    askId: '',
    handOverId: '',
  };
  return (await consumePermits(guard, [ask])).get('PE-1-A') as ConsumedPermit;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});
async function aServer(listener: (...asked: Parameters<RequestListener>) => unknown) {
  let hits = 0;
  const server = createServer((req, res) => {
    hits++;
    void listener(req, res);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hits: () => hits };
}

let folder: string;
let sandbox: Sandbox;
let received: string[];
/** What a dialer is told when it asks. */
let dialAnswer: object;
const limits = { connectMs: 2_000, answerMs: 1_000 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
beforeEach(async () => {
  received = [];
  dialAnswer = { dial: true, withinMs: 3_000 };
  const takesCallbacks = createServer((req, res) => {
    void textOf(req).then((told) => {
      received.push(told);
      res.end(JSON.stringify(told.includes('call.due') ? dialAnswer : {}));
    });
  }).listen(0, '127.0.0.1');
  await once(takesCallbacks, 'listening');
  sandbox = await startSandbox({
    dataFolder: folder,
    httpPort: 0,
    smtpPort: 0,
    callBackUrl: `http://127.0.0.1:${(takesCallbacks.address() as AddressInfo).port}`,
    callBackSecret: 'a secret of the sandbox',
    onFault: (error) => {
      throw error;
    },
  });
  const { stop } = sandbox;
  sandbox.stop = async () => {
    await stop();
    takesCallbacks.close();
  };
});
afterEach(async () => {
  for (const provider of made.splice(0)) await provider.close();
  await sandbox.stop();
  await rm(folder, { recursive: true });
});

const reach = outside(['127.0.0.1']);
const made: Provider[] = [];
const known = (provider: Provider): Provider => {
  made.push(provider);
  return provider;
};
const http = (channel: HttpChannel, over: Partial<HttpProviderOptions> = {}): Provider =>
  known(
    httpProvider({
      name: channel,
      channel,
      url: `${sandbox.httpUrl}/${channel}/messages`,
      lookUpUrl: `${sandbox.httpUrl}/${channel}/messages/{{key}}`,
      headers: {},
      secret: undefined,
      format: 'json',
      payload: undefined,
      answer: AnswerMapping.parse({}),
      outside: reach,
      ...limits,
      ...over,
    }),
  );
const smtp = (over: Partial<SmtpProviderOptions> = {}): Provider =>
  known(
    smtpProvider({
      name: 'smtp',
      url: sandbox.smtpUrl,
      lookUpUrl: `${sandbox.httpUrl}/email/messages`,
      outside: reach,
      ...limits,
      ...over,
    }),
  );
const providers: Record<string, () => Provider> = {
  email: () => smtp(),
  text: () => http('text'),
  mail: () => http('mail'),
  voice: () => http('voice', { dropUrl: `${sandbox.httpUrl}/voice/messages/{{key}}` }),
};
const contacts = { email: aContact(), text: aPhone(), mail: anAddress(), voice: aPhone() };
const channels = ['email', 'text', 'mail', 'voice'] as const;
type Channel = (typeof channels)[number];

async function compose(channel: Channel, contact = contacts[channel]) {
  const bytes = (await providers[channel]?.().compose({ ...message, contact })) as Buffer;
  return {
    provider: providers[channel]?.() as Provider,
    outgoing: { key, sender: 'help@demo.example', recipient: contact.value ?? '', addressHash: 'hash', bytes },
  };
}
/** Offers it as the channel does: a call as a task, anything else on a permit. */
async function give(provider: Provider, outgoing: Outgoing): Promise<Answer> {
  const connection = await provider.open(outgoing);
  return 'post' in connection ? connection.post() : connection.commit(await permit());
}
const openFor = async (provider: Provider, outgoing: Outgoing): Promise<OpenMessage> =>
  (await provider.open(outgoing)) as OpenMessage;
const filesOf = (channel: Channel) => readdir(join(folder, 'delivered', channel)).catch(() => []);
const script = (recipient: string, behaviour: string) =>
  fetch(`${sandbox.httpUrl}/scripts`, { method: 'PUT', body: JSON.stringify({ recipient, behaviour }) });

test.each(channels)('%s: a message is kept byte for byte, once, and can be asked for by its key', async (channel) => {
  const { provider, outgoing } = await compose(channel);
  expect(await provider.lookUp(key)).toEqual({ kind: 'not-there' });

  for (let time = 0; time < 2; time++) {
    expect(await give(provider, outgoing)).toMatchObject({ kind: 'accepted' });
    await eventually(async () => (await filesOf(channel)).length > 0);
  }

  const [file, ...others] = await filesOf(channel);
  expect(others).toEqual([]);
  const kept = await readFile(join(folder, 'delivered', channel, file as string));
  expect(createHash('sha256').update(kept).digest('hex')).toBe(
    createHash('sha256').update(outgoing.bytes).digest('hex'),
  );
  expect(await provider.lookUp(key)).toMatchObject({ kind: 'accepted' });
});

test('a call is not made by a dialer that is told no, or told yes too late', async () => {
  const { provider, outgoing } = await compose('voice');
  const asked = () => received.filter((told) => told.includes('call.due')).length;
  for (const [time, answer] of [{ dial: false, reason: 'refused' }, { dial: true, withinMs: 0 }, {}].entries()) {
    dialAnswer = answer;

    expect(await give(provider, outgoing)).toMatchObject({ kind: 'accepted' });
    await eventually(async () => asked() > time && (await provider.lookUp(key)).kind === 'not-there');
  }

  expect(await filesOf('voice')).toEqual([]);
});

test('a dialer that waits says that it has not dialled, and drops the task when it is told to', async () => {
  const { provider, outgoing } = await compose('voice');
  await script(outgoing.recipient, 'ask-late');
  await give(provider, outgoing);
  expect(await provider.lookUp(key)).toMatchObject({ kind: 'accepted', dialled: false });

  await provider.drop?.(key);

  expect(await provider.lookUp(key)).toEqual({ kind: 'not-there' });
  expect(received).toEqual([]);
});

test.each(['email', 'text', 'mail'] as const)(
  '%s: nothing is handed over on a permit that is late, used or for another address',
  async (channel) => {
    const { provider, outgoing } = await compose(channel);
    const used = await permit();
    used.start('hash');
    const late = await permit(Number.MIN_VALUE);

    await expect((await openFor(provider, outgoing)).commit(late)).rejects.toThrow('deadline');
    await expect((await openFor(provider, outgoing)).commit(used)).rejects.toThrow('used before');
    const other = { ...outgoing, addressHash: 'x' };
    await expect((await openFor(provider, other)).commit(await permit())).rejects.toThrow('another address');
    (await provider.open(outgoing)).abandon();

    expect(await filesOf(channel)).toEqual([]);
  },
);

test.each(['email', 'text', 'voice'] as const)(
  '%s: a provider that takes it and does not answer leaves it unknown',
  async (channel) => {
    const { provider, outgoing } = await compose(channel);
    await script(outgoing.recipient, 'time-out');

    expect(await give(provider, outgoing)).toMatchObject({ kind: 'unknown' });
    expect(await provider.lookUp(key)).toMatchObject({ kind: 'accepted' });
  },
);

test('a provider that turns a message down says so for good', async () => {
  const text = await compose('text');
  const email = await compose('email');
  await script(text.outgoing.recipient, 'refuse');
  await script(email.outgoing.recipient, 'refuse');

  expect(await give(text.provider, text.outgoing)).toMatchObject({
    kind: 'refused',
    permanent: true,
  });
  await expect(email.provider.open(email.outgoing)).rejects.toMatchObject({ permanent: true });
});

test.each(channels)('%s: without a connection nothing is started', async (channel) => {
  const { provider, outgoing } = await compose(channel);
  await sandbox.stop();

  await expect(provider.open(outgoing)).rejects.toMatchObject({ name: 'NotStarted', permanent: false });
});

test('what is posted is signed with the provider’s secret, byte for byte', async () => {
  const seen: { headers: Record<string, unknown>; body: Buffer }[] = [];
  const server = await aServer(async (req, res) => {
    seen.push({ headers: req.headers, body: await buffer(req) });
    res.end('{"id":"x"}');
  });
  const secrets = ['a secret of the provider', 'the one before it'];
  const provider = http('text', { url: server.url, lookUpUrl: `${server.url}/{{key}}`, secret: secrets[0] });
  const bytes = await provider.compose({ ...message, contact: aPhone() });

  await give(provider, { key, sender: '', recipient: '', addressHash: 'hash', bytes });
  await provider.lookUp(key);

  expect(seen.map(({ headers, body }) => verifyWebhook(secrets, headers, new Date(), body))).toEqual([key, key]);
  expect(seen[0]?.body.equals(bytes)).toBe(true);
  expect(seen[0]?.headers).toMatchObject({ 'idempotency-key': key, 'content-type': 'application/json' });
});

test.each([
  ['a redirect', 302, '{}', { kind: 'unknown' }],
  ['an answer that never ends', 200, undefined, { kind: 'unknown' }],
  ['an answer without end', 200, 'x'.repeat(70_000), { kind: 'unknown' }],
  ['our own wrong credentials', 401, '{}', { kind: 'refused', permanent: false }],
  ['a conflict with an earlier try', 409, '{}', { kind: 'unknown' }],
  ['no JSON', 200, 'OK', { kind: 'accepted', providerMessageId: null }],
] as const)('of %s as an answer nothing is made up', async (_name, status, body, becomes) => {
  const server = await aServer((_req, res) => {
    res.writeHead(status, { location: 'http://127.0.0.1:1/' });
    if (body === undefined) res.write('{');
    else res.end(body);
  });
  const provider = http('text', { url: server.url });
  const { outgoing } = await compose('text');

  expect(await give(provider, outgoing)).toMatchObject(becomes);
  expect(server.hits()).toBe(1);
});

test.each([
  '127.0.0.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '10.1.2.3', '169.254.169.254', '[::1]', '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]', '[fd12:3456::1]',
])('no provider at %s is taken, to send to or to ask', (host) => {
  const strict = { outside: outside() };
  const notPublic = expect.objectContaining({ code: 'address-not-public' }) as Error;
  const [send, ask] = ['https://provider.example/messages', `http://${host}/messages`];

  expect(() => http('text', { ...strict, url: ask, lookUpUrl: undefined })).toThrow(notPublic);
  expect(() => http('text', { ...strict, url: send, lookUpUrl: `${ask}/{{key}}` })).toThrow(notPublic);
  expect(() => smtp({ ...strict, url: `smtp://${host}:25`, lookUpUrl: undefined })).toThrow(notPublic);
  expect(() => smtp({ ...strict, url: 'smtp://provider.example', lookUpUrl: ask })).toThrow(notPublic);
}); // prettier-ignore

test('no provider of the inside is taken by its name either, when it is connected to', async () => {
  const strict = outside();
  const named = http('text', {
    lookUpUrl: undefined,
    url: sandbox.httpUrl.replace('127.0.0.1', 'localhost'),
    outside: strict,
  });
  const mail = smtp({ lookUpUrl: undefined, url: sandbox.smtpUrl.replace('127.0.0.1', 'localhost'), outside: strict });
  const { outgoing } = await compose('email');
  await expect(named.open(outgoing)).rejects.toMatchObject({ name: 'NotStarted' });
  await expect(mail.open(outgoing)).rejects.toMatchObject({ name: 'NotStarted' });
});

test('a mail connection is used again, and one that the server has ended meanwhile is not missed', async () => {
  const connections: Socket[] = [];
  const relay = createTcpServer((from) => {
    connections.push(from);
    const { hostname, port } = new URL(sandbox.smtpUrl);
    const to = connect(Number(port), hostname);
    from.on('close', () => to.destroy()).pipe(to);
    to.on('close', () => from.destroy()).pipe(from);
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const provider = smtp({ url: `smtp://127.0.0.1:${(relay.address() as AddressInfo).port}` });
  const { outgoing } = await compose('email');
  const sendOnce = async () => give(provider, outgoing);

  expect([(await sendOnce()).kind, (await sendOnce()).kind, connections.length]).toEqual(['accepted', 'accepted', 1]);
  for (const socket of connections) socket.destroy();
  expect([(await sendOnce()).kind, connections.length]).toEqual(['accepted', 2]);

  relay.close();
});

test('a large mail is not held before the server has all of it but its end, however slowly it takes it', async () => {
  let isHeld = false;
  let wasHeld = true;
  const slow = createTcpServer((socket) => {
    socket.write('220 slow\r\n');
    socket.on('data', (chunk: Buffer) => {
      const line = chunk.toString('latin1');
      if (!/^(EHLO|MAIL|RCPT|DATA)/.test(line)) return;
      socket.write(line.startsWith('DATA') ? '354 go on\r\n' : '250 ok\r\n');
      if (!line.startsWith('DATA')) return;
      socket.pause();
      setTimeout(() => {
        wasHeld = isHeld;
        socket.resume();
      }, 100);
    });
  }).listen(0, '127.0.0.1');
  await once(slow, 'listening');
  const provider = smtp({ url: `smtp://127.0.0.1:${(slow.address() as AddressInfo).port}`, answerMs: 5_000 });
  const { outgoing } = await compose('email');

  const connection = await provider.open({ ...outgoing, bytes: Buffer.alloc(24 * 1_024 * 1_024, 'line\r\n') });
  isHeld = true;

  expect(wasHeld).toBe(false);
  connection.abandon();
  slow.close();
});
