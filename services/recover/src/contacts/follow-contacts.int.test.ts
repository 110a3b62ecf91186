import type { z } from 'zod';
import { HoldPlacedV1, InteractionStatusChangedV1, type HoldFacts } from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import { dana } from '../examples.ts';
import { creditorId, givenCustomer, otherCreditorId, startRecover, type Recover } from '../start-recover.ts';

let recover: Recover;
let customerId: string;
let contactIds: Record<'addresses' | 'phones' | 'emails', string>;
beforeAll(async () => {
  recover = await startRecover();
  ({ customerId, contactIds } = await givenCustomer(recover.creditor, dana));
});
afterAll(() => recover.stop());

const holdPlaced = (hold: Partial<HoldFacts>, over: { creditorId?: string; republished?: boolean } = {}) =>
  anEvent(
    HoldPlacedV1,
    {
      creditorId: over.creditorId ?? creditorId,
      customerId,
      epoch: 1,
      recordedBy: { kind: 'borrower', id: customerId },
      hold: {
        holdId: 'HO-1-A', reason: 'opted-out', channels: ['text'], themes: 'all', contactIds: [contactIds.phones], debtIds: [],
        source: { service: 'communicator', key: 'stop:IN-1-A', version: 1 }, endsAt: null, ...hold,
      },
    },
    over.republished ? { republished: true } : {},
  ); // prettier-ignore
const changes = () => recover.published('recover.contact-changed.v1');

test('a hold that is no withdrawal, names nobody, is ours, or is only told again changes no contact', async () => {
  await recover.deliver(
    holdPlaced({ reason: 'dispute' }),
    holdPlaced({ contactIds: [] }),
    holdPlaced({ channels: ['email'] }),
    holdPlaced({ endsAt: '2026-02-01T00:00:00.000Z' }),
    holdPlaced({ startsAt: '2999-02-01T00:00:00.000Z' }),
    holdPlaced({ source: { service: 'recover', key: 'unsubscribe:CT-1-A', version: 1 } }),
    holdPlaced({}, { creditorId: otherCreditorId }),
    holdPlaced({}, { republished: true }),
  );

  expect(await changes()).toEqual([]);
});

test('a STOP takes back the consent to texts and autodialed calls of that phone, once', async () => {
  const stop = holdPlaced({});

  await recover.deliver(stop, { ...stop });

  expect(await changes()).toMatchObject([
    {
      causationid: stop.id,
      data: {
        version: 2,
        recordedBy: { kind: 'borrower' },
        contacts: [
          { contactType: 'address', receiveTextMessages: null },
          { contactType: 'phone', receiveTextMessages: false, consentAutodialedCall: false, isActive: true },
          { contactType: 'email', receiveTextMessages: null },
        ],
      },
    },
  ]);
  expect(recover.guard.holds).toEqual([]);
});

const anInteraction = (channel: 'email' | 'mail' | 'voice', contactId: string) =>
  ({
    creditorId, customerId, interactionId: 'IN-1-A', direction: 'outbound', channel, theme: 'collection', subject: null,
    contactId, debtIds: [], campaignId: null, touchId: null, permitId: null, agentOutcome: null,
    startedAt: '2026-01-05T12:00:00.000Z', version: 3,
  }) satisfies Partial<z.input<typeof InteractionStatusChangedV1.data>>; // prettier-ignore

test('an address that bounced for good is no longer valid; one that only did not take this message is', async () => {
  const interaction = anInteraction('email', contactIds.emails);
  const bounced = { ...interaction, status: 'failed', statusDetails: 'emailBounced' } as const;
  const before = (await changes()).length;

  await recover.deliver(anEvent(InteractionStatusChangedV1, { ...bounced, bounce: 'soft' }));
  expect(await changes()).toHaveLength(before);

  await recover.deliver(
    anEvent(InteractionStatusChangedV1, { ...interaction, status: 'succeeded', statusDetails: 'emailDelivered' }),
    anEvent(InteractionStatusChangedV1, bounced),
  );

  const [last] = (await changes()).slice(-1);
  expect(last?.data).toMatchObject({
    version: 3,
    contacts: [{ valid: true }, { valid: true }, { contactId: contactIds.emails, valid: false }],
  });
});

test('an address from which a letter came back is no longer valid', async () => {
  const returned = { status: 'failed', statusDetails: 'mailReturnedToSender' } as const;

  await recover.deliver(
    anEvent(InteractionStatusChangedV1, { ...anInteraction('mail', contactIds.addresses), ...returned }),
  );

  const [last] = (await changes()).slice(-1);
  expect(last?.data).toMatchObject({ contacts: [{ contactId: contactIds.addresses, valid: false }, {}, {}] });
});

test('a number that is disconnected is no longer valid', async () => {
  const dead = { status: 'failed', statusDetails: 'voiceNumberDisconnected' } as const;

  await recover.deliver(anEvent(InteractionStatusChangedV1, { ...anInteraction('voice', contactIds.phones), ...dead }));

  const [last] = (await changes()).slice(-1);
  expect(last?.data).toMatchObject({ contacts: [{}, { contactId: contactIds.phones, valid: false }, {}] });
});

test('an opt-out of an email stays with the address, whatever is written under its id', async () => {
  await recover.deliver(holdPlaced({ channels: ['email'], contactIds: [contactIds.emails] }));

  const replacement = {
    name: dana.name,
    addresses: [{ ...dana.addresses[0], meta: { isActive: true } }],
    emails: [{ email: 'other@example.org', meta: { id: contactIds.emails } }],
  };
  const { body } = await recover.creditor.put(`/api/v1/customers/${customerId}`).send(replacement).expect(200);

  expect(body).toMatchObject({
    emails: [
      { ...dana.emails[0], meta: { id: contactIds.emails, isActive: false } },
      { email: 'other@example.org', meta: { isActive: true } },
    ],
  });
});
