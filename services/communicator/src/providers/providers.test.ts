import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Upstream } from '@fairdue/http';
import { aCreditor, anAddress, aContact, aPhone } from '../customers/customer.builders.ts';
import { consumePermits, type ConsumedPermit } from '../dispatch/consumed-permit.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { httpProvider } from './http-provider.ts';
import type { Message, Provider } from './provider.ts';
import { smtpProvider } from './smtp-provider.ts';

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

let folder: string;
let sandbox: Sandbox;
let received: string[];
const limits = { connectMs: 500, answerMs: 300 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
beforeEach(async () => {
  received = [];
  const takesCallbacks = createServer((req, res) => {
    req.on('data', (chunk: Buffer) => received.push(chunk.toString('utf8'))).on('end', () => res.end('{}'));
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
  await sandbox.stop();
  await rm(folder, { recursive: true });
});

const providers: Record<string, () => Provider> = {
  email: () =>
    smtpProvider({
      url: sandbox.smtpUrl,
      lookUpUrl: `${sandbox.httpUrl}/email/messages`,
      ...limits,
    }),
  text: () => httpProvider({ name: 'text', channel: 'text', baseUrl: `${sandbox.httpUrl}/text`, token: '', ...limits }),
  mail: () => httpProvider({ name: 'mail', channel: 'mail', baseUrl: `${sandbox.httpUrl}/mail`, token: '', ...limits }),
  voice: () =>
    httpProvider({ name: 'voice', channel: 'voice', baseUrl: `${sandbox.httpUrl}/voice`, token: '', ...limits }),
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
const filesOf = (channel: Channel) => readdir(join(folder, 'delivered', channel)).catch(() => []);
const script = (recipient: string, behaviour: string) =>
  fetch(`${sandbox.httpUrl}/scripts`, { method: 'PUT', body: JSON.stringify({ recipient, behaviour }) });

test.each(channels)('%s: a message is kept byte for byte, once, and can be asked for by its key', async (channel) => {
  const { provider, outgoing } = await compose(channel);
  expect(await provider.lookUp(key)).toEqual({ kind: 'not-there' });

  for (let time = 0; time < 2; time++) {
    const answer = await (await provider.open(outgoing)).commit(await permit());
    expect(answer).toMatchObject({ kind: 'accepted' });
  }

  const [file, ...others] = await filesOf(channel);
  expect(others).toEqual([]);
  const kept = await readFile(join(folder, 'delivered', channel, file as string));
  expect(createHash('sha256').update(kept).digest('hex')).toBe(
    createHash('sha256').update(outgoing.bytes).digest('hex'),
  );
  expect(await provider.lookUp(key)).toMatchObject({ kind: 'accepted' });
});

test.each(channels)(
  '%s: nothing is handed over on a permit that is late, used or for another address',
  async (channel) => {
    const { provider, outgoing } = await compose(channel);
    const used = await permit();
    used.start('hash');
    const late = await permit(Number.MIN_VALUE);

    await expect((await provider.open(outgoing)).commit(late)).rejects.toThrow('deadline');
    await expect((await provider.open(outgoing)).commit(used)).rejects.toThrow('used before');
    await expect((await provider.open({ ...outgoing, addressHash: 'x' })).commit(await permit())).rejects.toThrow(
      'another address',
    );
    (await provider.open(outgoing)).abandon();

    expect(await filesOf(channel)).toEqual([]);
  },
);

test.each(['email', 'text', 'voice'] as const)(
  '%s: a provider that takes it and does not answer leaves it unknown',
  async (channel) => {
    const { provider, outgoing } = await compose(channel);
    await script(outgoing.recipient, 'time-out');

    expect(await (await provider.open(outgoing)).commit(await permit())).toMatchObject({ kind: 'unknown' });
    expect(await provider.lookUp(key)).toMatchObject({ kind: 'accepted' });
  },
);

test('a provider that turns a message down says so for good', async () => {
  const text = await compose('text');
  const email = await compose('email');
  await script(text.outgoing.recipient, 'refuse');
  await script(email.outgoing.recipient, 'refuse');

  expect(await (await text.provider.open(text.outgoing)).commit(await permit())).toMatchObject({
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
