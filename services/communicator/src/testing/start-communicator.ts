import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreditorRegisteredV1, CustomerPlacedV1, DebtPlacedV1, TouchDueV1, type Contact, type CreditorSettings, type SenderIdentity } from '@fairdue/contracts'; // prettier-ignore
import { newId } from '@fairdue/ids';
import { anEvent, startTestService, type TestService } from '@fairdue/testing';
import { communicatorService } from '../app.ts';
import type { CommunicatorDeps } from '../config.ts';
import type { Customer, Debt } from '../customers/customer.ts';
import { aCreditor, aCustomer, aDebt } from '../customers/customer.builders.ts';
import { deliveryOf } from '../providers/delivery.ts';
import { fakeGuard, type FakeGuard } from './fake-guard.ts';
import { fakeRecover, type FakeRecover } from './fake-recover.ts';

export const callbackSecret = 'a secret of the provider';
export const addressKey = 'a key of the addresses';
export const contentKeys = `first:${Buffer.alloc(32, 'key').toString('base64')}`;
const recordedBy = { kind: 'service', id: 'test' } as const;

export type Communicator = {
  service: TestService;
  guard: FakeGuard;
  recover: FakeRecover;
  creditorId: string;
  /** Publishes what the services before us would: creditor, customer and debt. */
  place(over?: {
    contacts?: Contact[];
    role?: 'thirdParty' | 'firstParty';
    settings?: Partial<CreditorSettings>;
    sender?: Partial<SenderIdentity>;
    customer?: Partial<Customer>;
    debt?: Partial<Debt>;
  }): Promise<{ customerId: string; debtId: string }>;
  /** A touch that falls due now. */
  touch(
    about: { customerId: string; debtId: string },
    over?: { channel?: 'email' | 'text' | 'voice'; touchId?: string; attempt?: number },
  ): Promise<string>;
  interactionsOf(customerId: string): Promise<Record<string, unknown>[]>;
  /** The files the sandbox keeps of that customer's messages, as `<channel>/<file>`. */
  delivered(customerId: string): Promise<string[]>;
  read(file: string): Promise<Buffer>;
  script(recipient: string, behaviour: string): Promise<void>;
  /** Another process of the service, on the same store and bus. */
  replica(): Promise<TestService>;
  stop(): Promise<void>;
};

/** The communicator with its sandbox, in front of a fake guard, behind what passes callbacks on like a gateway. */
export async function startCommunicator(
  contacts: Contact[],
  config: Record<string, string> = {},
  upstreams: { recover?: RequestListener } = {},
): Promise<Communicator> {
  const folder = await mkdtemp(join(tmpdir(), 'communicator-'));
  const guard = fakeGuard(addressKey, contacts);
  const recover = fakeRecover();
  const creditorId = newId('creditor');
  let service: TestService | undefined;
  const gateway = createServer((req, res) => {
    passOn(req, service)
      .then(({ status, body }) => res.writeHead(status).end(JSON.stringify(body)))
      .catch(() => res.writeHead(503).end());
  }).listen(0, '127.0.0.1');
  await once(gateway, 'listening');

  const options = {
    now: '2026-12-01T16:00:00Z',
    upstreams: { 'compliance-guard': guard.app, recover: recover.app, ...upstreams },
    config: {
      DATA_DIR: folder, ADDRESS_HASH_KEY: addressKey, CALLBACK_SECRET: callbackSecret, CONTENT_KEYS: contentKeys, SETTLE_AFTER_MS: '20',
      PROVIDER_ANSWER_MS: '1500',
      GATEWAY_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`, ...config,
    },
  }; // prettier-ignore
  service = await startTestService(communicatorService, options);
  const running = service;
  const { sandbox } = await deliveryOf(running.running.deps as CommunicatorDeps);

  const interactionsOf = async (customerId: string): Promise<Record<string, unknown>[]> => {
    const agency = await running.as({ creditorIds: [creditorId] });
    const { body } = await agency.get('/agency/v1/interactions').query({ customerId }).expect(200);
    return (body as { items: Record<string, unknown>[] }).items;
  };

  return {
    service: running,
    guard,
    recover,
    creditorId,
    async place({
      contacts: own = contacts,
      role = 'firstParty',
      settings: said = {},
      sender = {},
      customer: who = {},
      debt: owed = {},
    } = {}) {
      const { settings, ...creditor } = aCreditor();
      const customerId = newId('customer');
      const debtId = newId('debt');
      const { _id: _creditor, ...rest } = creditor;
      const { _id: _customer, ...customer } = aCustomer({ creditorId, contacts: own, ...who });
      const { _id: _debt, ...debt } = aDebt({ creditorId, customerId, ...owed });
      const more = { currency: 'USD', pausedUntil: null, paused: null, hasAttorney: false, recordedBy } as const;
      await running.deliver(
        anEvent(CreditorRegisteredV1, {
          ...rest,
          creditorId,
          sender: { ...rest.sender, ...sender },
          settings: { ...settings, collectorRole: role, ...said },
          recordedBy,
        }),
        anEvent(CustomerPlacedV1, { ...customer, customerId, recordedBy }),
        anEvent(DebtPlacedV1, { ...debt, debtId, ...more }),
      );
      return { customerId, debtId };
    },
    async touch({ customerId, debtId }, { channel = 'email', touchId = newId('touch'), attempt = 1 } = {}) {
      await running.deliver(
        anEvent(TouchDueV1, {
          creditorId, customerId, debtId, documentId: 'DO-1-A', campaignId: 'RC-1-A', touchId, slot: 1, channel, attempt,
          dueAt: running.clock.now().toISOString(), theme: 'opsCollDebt', subject: 'loanOverdueFirstNotice', toneVariant: 'neutral',
        }), // prettier-ignore
      );
      return touchId;
    },
    replica: () =>
      startTestService(communicatorService, { ...options, engines: running.engines, now: running.clock.now() }),
    interactionsOf,
    async delivered(customerId) {
      const ids = (await interactionsOf(customerId)).map(({ id }) => String(id));
      const files = await readdir(join(folder, 'delivered'), { recursive: true }).catch(() => []);
      return files.filter((file) => ids.some((id) => file.includes(id)));
    },
    read: (file) => readFile(join(folder, 'delivered', file)),
    async script(recipient, behaviour) {
      await fetch(`${sandbox?.httpUrl}/scripts`, { method: 'PUT', body: JSON.stringify({ recipient, behaviour }) });
    },
    async stop() {
      await running.stop();
      gateway.close().closeAllConnections();
      await rm(folder, { recursive: true });
    },
  };
}

async function passOn(
  req: IncomingMessage,
  service: TestService | undefined,
): Promise<{ status: number; body: unknown }> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  if (!service) return { status: 503, body: {} };
  const headers = Object.fromEntries(Object.entries(req.headers).filter(([name]) => name.startsWith('webhook-')));
  const agent = await service.as({ creditorIds: [] });
  const { status, body } = (await agent
    .post(req.url ?? '/')
    .set(headers as Record<string, string>)
    .type('application/json')
    .send(Buffer.concat(chunks).toString('utf8'))) as { status: number; body: unknown };
  return { status, body };
}
