import { CustomerPlacedV1, HoldPlacedV1, PastContactImportedV1 } from '@fairdue/contracts';
import { newId } from '@fairdue/ids';
import { anEvent } from '@fairdue/testing';
import { aContact, aCustomer, anAddress, aPhone } from '../customers/customer.builders.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';

let c: Communicator;
beforeAll(async () => {
  c = await startCommunicator([aContact(), anAddress()]);
}, 60_000);
beforeEach(() => c.guard.reset());
afterAll(() => c.stop());

const recordedBy = { kind: 'account', id: 'AC-1-A', description: 'import IM-1-A' } as const;

const aPastContact = (customerId: string, over: object = {}) =>
  anEvent(PastContactImportedV1, {
    creditorId: c.creditorId, customerId, externalId: 'call-1', channel: 'voice', direction: 'outbound', theme: 'opsCollDebt',
    contactId: null, debtIds: [], status: 'succeeded', agentOutcome: 'voiceSpokeWithFirstParty', at: '2026-10-01T15:00:00.000Z',
    recordedBy, ...over,
  }); // prettier-ignore

test('a contact made before the creditor came stands in the history at its own time, marked, once per id of theirs', async () => {
  const { customerId, debtId } = await c.place();
  const { customerId: neighbour } = await c.place();

  await c.service.deliver(aPastContact(customerId, { debtIds: [debtId] }), aPastContact(customerId, { debtIds: [debtId] }));
  await c.service.deliver(aPastContact(neighbour));
  await c.touch({ customerId, debtId });

  const history = await c.interactionsOf(customerId);
  expect(history.map(({ origin, externalId, createdAt }) => [origin, externalId, createdAt])).toEqual([
    ['platform', null, expect.any(String)],
    ['imported', 'call-1', '2026-10-01T15:00:00.000Z'],
  ]);
  expect(history[1]).toMatchObject({ handOver: null, loanIds: [debtId], agentOutcome: 'voiceSpokeWithFirstParty' });
  expect((await c.interactionsOf(neighbour)).map(({ origin }) => origin)).toEqual(['imported']);
}); // prettier-ignore

test('a validation notice given before the creditor came is not given again', async () => {
  const placed = await c.place({ role: 'thirdParty' });
  const notice = { channel: 'mail', theme: 'opsServicingDebtValidation', debtIds: [placed.debtId], agentOutcome: null };
  await c.service.deliver(aPastContact(placed.customerId, notice));

  await c.touch(placed);

  const [made] = await c.interactionsOf(placed.customerId);
  expect(made).toMatchObject({ subject: 'loanOverdueFirstNotice', handOver: 'accepted' });
});

const withNumber = (value: string) => {
  const customerId = newId('customer');
  const contactId = newId('contact');
  const { _id, ...customer } = aCustomer({ creditorId: c.creditorId, contacts: [aPhone({ contactId, value })] });
  const event = anEvent(CustomerPlacedV1, { ...customer, customerId, recordedBy: { kind: 'service', id: 'test' } });
  return { customerId, contactId, event };
};
const aHold = ({ customerId, contactId }: { customerId: string; contactId: string }, over: object = {}) =>
  anEvent(HoldPlacedV1, {
    creditorId: c.creditorId, customerId, recordedBy, epoch: 1,
    hold: {
      holdId: newId('hold'), reason: 'opted-out', channels: ['text'], themes: 'collection', contactIds: [contactId], debtIds: [],
      source: { service: 'import', key: 'k', version: 1 }, endsAt: null, ...over,
    },
  }); // prettier-ignore

test('whoever has a number that opted out before is held, now or later, as after a STOP; others are not', async () => {
  const [asked, there, later, unlisted] = [1, 1, 1, 2].map((n) => withNumber(`+1602777000${n}`));
  if (!asked || !there || !later || !unlisted) throw new Error('four were made');
  const calls = withNumber('+16027770003');
  const callsToo = withNumber('+16027770003');
  await c.service.deliver(asked.event, there.event, unlisted.event, calls.event, callsToo.event);
  const optOut = aHold(asked);

  await c.service.deliver(optOut, optOut, aHold(calls, { channels: ['voice'] }), aHold(unlisted, { reason: 'dispute' }));
  await c.service.deliver(later.event);

  const held = c.guard.holds.map(({ customerId, hold }) => [customerId, ...hold.contactIds, ...hold.channels].join(' '));
  const expected = [there, later].map(({ customerId, contactId }) => `${customerId} ${contactId} text`);
  expect(held.toSorted()).toEqual(expected.toSorted());
}); // prettier-ignore
