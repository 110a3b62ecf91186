import { collection, type Tx } from '@fairdue/store';
import { schedule, timer, timerKind, type TimerRow } from '@fairdue/timers';
import { findOthersByNumber } from '../customers/customer.store.ts';
import type { Customer } from '../customers/customer.ts';
import type { StopWish } from './hold-stop.ts';

/** A number, or an email's address, that wrote STOP, and for whom a hold was asked: whoever turns out to have it later is held as well. */
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

type Look = { creditorId: string; numbers: string[] };

/** Compares numbers with the list once whatever brought them up is committed. */
const lookTimer = timerKind<Look>('match-listed-numbers', { time: 'real' });

export async function listNumber(
  tx: Tx,
  creditorId: string,
  { number, interactionId, at, heldFor }: Pick<ListedNumber, 'number' | 'interactionId' | 'at' | 'heldFor'>,
): Promise<void> {
  await stopList(tx.db).updateOne(
    { _id: `${creditorId} ${number}`, creditorId },
    { $setOnInsert: { number, interactionId, at }, $addToSet: { heldFor: { $each: heldFor } } },
    { session: tx.session, upsert: true },
  );
  await lookLater(tx, interactionId, { creditorId, numbers: [number] });
}

const lookLater = (tx: Tx, id: string, data: Look): Promise<void> =>
  schedule(tx, lookTimer, [{ id, key: id, dueAt: new Date(), data }]);

/**
 * A customer and the STOP of their number may be stored at the same instant, each in a transaction that does not see
 * the other. So both look again once they are committed: whichever is the later one sees both.
 */
export async function matchNumbersOf(tx: Tx, customers: readonly Customer[]): Promise<void> {
  for (const creditorId of new Set(customers.map((customer) => customer.creditorId))) {
    const own = customers.filter((customer) => customer.creditorId === creditorId);
    const numbers = own.flatMap(({ contacts }) =>
      contacts.flatMap(({ contactType, value }) => (contactType !== 'address' && value ? [value] : [])),
    );
    const [first] = own;
    if (first && numbers.length > 0)
      await lookLater(tx, `${first._id} ${first.version}`, { creditorId, numbers: [...new Set(numbers)] });
  }
}

/** Asks, once per listed number and customer, for the hold of everyone who has that number and is not yet held. */
export const matchListedNumbers = () =>
  timer(lookTimer, async (tx, rows: TimerRow<Look>[]) => {
    for (const { data } of rows) for (const listed of await listedAmong(tx, data)) await holdOthers(tx, listed);
  });

const listedAmong = ({ db, session }: Tx, { creditorId, numbers }: Look): Promise<ListedNumber[]> =>
  stopList(db)
    .find({ creditorId, number: { $in: numbers } }, null, { session })
    .lean<ListedNumber[]>();

async function holdOthers(tx: Tx, { _id, creditorId, number, interactionId, heldFor }: ListedNumber): Promise<void> {
  const others = await findOthersByNumber(tx, creditorId, number, heldFor);
  if (others.length === 0) return;
  await stopList(tx.db).updateOne(
    { _id, creditorId },
    { $addToSet: { heldFor: { $each: others.map((customer) => customer._id) } } },
    { session: tx.session },
  );
  const rows = others.map(({ _id: customerId, contacts }) => ({
    id: `${interactionId} ${customerId}`,
    key: customerId,
    dueAt: new Date(),
    data: {
      creditorId,
      customerId,
      contactId: contacts.find(({ value }) => value === number)?.contactId ?? null,
      channel: number.includes('@') ? ('email' as const) : ('text' as const),
      interactionId,
    },
  }));
  await schedule(tx, holdStopJob, rows);
}
