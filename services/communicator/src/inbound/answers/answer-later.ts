import type { Contact } from '@fairdue/contracts';
import type { Tx } from '@fairdue/store';
import { schedule, timerKind } from '@fairdue/timers';
import { loadCustomers } from '../../customers/customer.store.ts';
import type { Interaction } from '../../interactions/interaction.ts';
import { answerTo } from './answer.ts';
import { claimAnswer } from './answered-number.store.ts';

/** A text that asks for an answer is to be given one. Its id is the text's. */
export const answerJob = timerKind<{ creditorId: string }>('answer-text', { time: 'business' });

/** The guard hears of a question by event, and lets it be answered from then on. */
const heardAfterMs = 2_000;

/**
 * One answer to a STOP or HELP that came by text, to the very number it came from: however many customers have that
 * number, and however often it writes. A number that is nobody’s is not answered, as nobody’s permit would be for it.
 */
export async function answerLater(tx: Tx, rows: readonly Interaction[], number: string | undefined): Promise<void> {
  const asking = rows.filter(({ channel, understoodAs }) => channel === 'text' && understoodAs !== null);
  const found = await phoneAmong(tx, asking, number);
  if (!found) return;
  const { row, phone } = found;
  const { _id: interactionId, creditorId, understoodAs: kind, createdAt: at } = row;
  if (kind === null || row.customerId === null) return;
  const about = { kind, number: phone, interactionId, at };
  if (!(await claimAnswer(tx, creditorId, about, answerTo(kind).restMs))) return;
  const dueAt = kind === 'help' ? new Date(at.getTime() + heardAfterMs) : at;
  await schedule(tx, answerJob, [{ id: interactionId, key: row.customerId, dueAt, data: { creditorId } }]);
}

async function phoneAmong(tx: Tx, rows: readonly Interaction[], number: string | undefined) {
  const [first] = rows;
  if (!first) return undefined;
  const customers = await loadCustomers(tx, first.creditorId, rows.map(({ customerId }) => customerId ?? '')); // prettier-ignore
  for (const row of rows) {
    const phone = phoneOf(customers.get(row.customerId ?? '')?.contacts, row.contactId);
    if (phone !== undefined && phone === (number ?? phone)) return { row, phone };
  }
  return undefined;
}

const phoneOf = (contacts: readonly Contact[] | undefined, contactId: string | null): string | undefined =>
  contacts?.find((contact) => contact.contactId === contactId && contact.contactType === 'phone')?.value;
