import type { Tx } from '@fairdue/store';
import { customers } from '../customers/customer.store.ts';
import { answeredNumbers } from '../inbound/answers/answered-number.store.ts';
import { stopList } from '../inbound/stop-list.ts';
import { interactions } from '../interactions/interaction.store.ts';

/** That there was a contact, when, how and about which debt stays: limits and evidence rest on it. What was said goes. */
export async function removeWords({ db, session }: Tx, creditorId: string, customerId: string): Promise<void> {
  await interactions(db).updateMany(
    { creditorId, customerId },
    {
      $set: {
        content: null,
        metaData: null,
        failureDescriptionShort: null,
        failureDescriptionLong: null,
        attachments: [],
      },
      $unset: { attached: 1 },
    },
    { session },
  );
}

/**
 * Numbers that wrote STOP and numbers that were answered stand in the clear. Where nobody else has them they go: the guard
 * keeps the wish by their hash. Called when the customer is hidden already.
 */
export async function forgetNumbers(
  { db, session }: Tx,
  creditorId: string,
  numbers: readonly string[],
): Promise<void> {
  for (const number of numbers) {
    const other = await customers(db).exists({ creditorId, 'contacts.value': number }).session(session);
    if (other) continue;
    await stopList(db).deleteMany({ creditorId, number }, { session });
    const answered = ['stop', 'help'].map((kind) => `${creditorId} ${kind} ${number}`);
    await answeredNumbers(db).deleteMany({ creditorId, _id: { $in: answered } }, { session });
  }
}
