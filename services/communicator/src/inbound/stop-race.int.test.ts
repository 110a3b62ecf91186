import { newId } from '@fairdue/ids';
import { transaction } from '@fairdue/store';
import { aContact, aCustomer, aPhone } from '../customers/customer.builders.ts';
import { saveCustomers } from '../customers/customer.store.ts';
import { startCommunicator, type Communicator } from '../testing/start-communicator.ts';
import { listNumber, matchNumbersOf } from './stop-list.ts';

let c: Communicator;
beforeAll(async () => {
  c = await startCommunicator([aContact(), aPhone()]);
}, 60_000);
beforeEach(() => c.guard.reset());
afterAll(() => c.stop());

let numbers = 2_000_000;
const someone = () => {
  const value = `+1602${++numbers}`;
  const contactId = newId('contact');
  const customer = aCustomer({
    _id: newId('customer'),
    creditorId: c.creditorId,
    contacts: [aPhone({ contactId, value })],
  });
  return { value, customer };
};

test.each(['the customer', 'the STOP'])(
  'of a customer and a STOP stored apart, %s last, the hold comes',
  async (last) => {
    const { db } = c.service.running.deps;
    const { value: number, customer } = someone();
    const learn = () =>
      transaction(db, async (tx) => {
        await matchNumbersOf(tx, await saveCustomers(tx, [customer]));
      });
    // As in a transaction that did not see the customer: nobody is named.
    const stop = () =>
      transaction(db, (tx) =>
        listNumber(tx, c.creditorId, { number, interactionId: newId('interaction'), at: new Date(), heldFor: [] }),
      );

    for (const store of last === 'the STOP' ? [learn, stop] : [stop, learn]) await store();
    await c.service.settle();

    expect(c.guard.holds).toMatchObject([{ customerId: customer._id, hold: { channels: ['text'] } }]);
  },
);
