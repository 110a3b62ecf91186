import { collection, type Tx } from '@fairdue/store';
import { schedule, timerKind } from '@fairdue/timers';
import type { Customer } from '../customers/customer.ts';
import type { StopWish } from './hold-stop.ts';

/** A number that wrote STOP, and for whom a hold was asked: whoever turns out to have it later is held as well. */
type ListedNumber = {
  _id: string;
  creditorId: string;
  number: string;
  interactionId: string;
  at: Date;
  heldFor: string[];
};

export const stopList = collection<ListedNumber>(
  'stop_list',
  { creditorId: String, number: String, interactionId: String, at: Date, heldFor: [String] },
  { indexes: [[{ creditorId: 1, number: 1 }]] },
);

export const holdStopJob = timerKind<StopWish>('hold-stop', { time: 'real' });

export async function listNumber(
  { db, session }: Tx,
  creditorId: string,
  { number, interactionId, at, heldFor }: Pick<ListedNumber, 'number' | 'interactionId' | 'at' | 'heldFor'>,
): Promise<void> {
  await stopList(db).updateOne(
    { _id: `${creditorId} ${number}`, creditorId },
    { $setOnInsert: { number, interactionId, at }, $addToSet: { heldFor: { $each: heldFor } } },
    { session, upsert: true },
  );
}

/** Asks, once per number and customer, for the hold of everyone who has a listed number and is not yet held. */
export async function holdListedNumbers(tx: Tx, customers: readonly Customer[]): Promise<void> {
  const numbers = customers.flatMap(({ contacts }) =>
    contacts.flatMap(({ contactType, value }) => (contactType === 'phone' && value ? [value] : [])),
  );
  if (numbers.length === 0) return;
  const creditorIds = [...new Set(customers.map(({ creditorId }) => creditorId))];
  const listed = await stopList(tx.db)
    .find({ creditorId: { $in: creditorIds }, number: { $in: numbers } }, null, { session: tx.session })
    .lean<ListedNumber[]>();
  for (const { _id, creditorId, number, interactionId, heldFor } of listed) {
    const wishes = customers
      .filter((customer) => customer.creditorId === creditorId && !heldFor.includes(customer._id))
      .flatMap((customer) => {
        const contact = customer.contacts.find(({ value }) => value === number);
        return contact ? [{ creditorId, customerId: customer._id, contactId: contact.contactId, interactionId }] : [];
      });
    if (wishes.length === 0) continue;
    const customerIds = wishes.map(({ customerId }) => customerId);
    await stopList(tx.db).updateOne(
      { _id, creditorId },
      { $addToSet: { heldFor: { $each: customerIds } } },
      { session: tx.session },
    );
    const rows = wishes.map((wish) => ({
      id: `${interactionId} ${wish.customerId}`,
      key: wish.customerId,
      dueAt: new Date(),
      data: wish,
    }));
    await schedule(tx, holdStopJob, rows);
  }
}
