import { canonicalJson, erasedVersion, sha256, type Channel } from '@fairdue/contracts';
import type { Erased } from '@fairdue/service';
import { newCustomer, type Customer, type Hold } from '../customers/customer.ts';
import type { Suppressed } from '../imports/suppressed.store.ts';
import type { Effect } from '../permits/effect.ts';

export const isErased = ({ version }: Pick<Customer, 'version'>): boolean => version === erasedVersion;

/** What a person said, or somebody for them, of not being contacted: it holds wherever their address turns up again. */
const wishes: ReadonlySet<Hold['reason']> = new Set<Hold['reason']>([
  'opted-out', 'cease', 'unsubscribed', 'do-not-interact', 'attorney', 'bankruptcy', 'deceased',
]); // prettier-ignore

/** A wish about one debt ends with it. */
export const isLasting = ({ reason, liftedAt, debtIds }: Hold): boolean =>
  wishes.has(reason) && liftedAt === null && debtIds.length === 0;

/**
 * Where the customer was not to be contacted, by the keyed hashes of those addresses: nobody is made out by them, and
 * whoever is placed with one of them again is held from the start.
 */
export function keptSilent({ creditorId, contacts, holds }: Customer, { recordedBy }: Erased, now: Date): Suppressed[] {
  return holds
    .filter(isLasting)
    .flatMap(({ contactIds, channels }) =>
      contacts
        .filter(({ contactId }) => contactIds.length === 0 || contactIds.includes(contactId))
        .map(({ addressHash }) => silentAt(creditorId, addressHash, channels, recordedBy, now)),
    );
}

export const silentAt = (
  creditorId: string,
  addressHash: string,
  channels: Channel[],
  recordedBy: Suppressed['recordedBy'],
  now: Date,
): Suppressed => ({
  // The same words again are the same row, and so are those of another who had that address.
  _id: sha256(canonicalJson(['erased', creditorId, addressHash, channels.toSorted()])),
  ...{ creditorId, addressHash, channels, at: now.toISOString(), recordedBy },
});

/** Ids and counts stay, as limits and evidence need them; contacts, references and all that was recorded of the person go. */
export function erased(customer: Customer, data: Erased, now: Date): Effect<null> {
  const { _id: customerId, creditorId, made, landmarks, permits, inFlight, ended, epoch, silentEpoch } = customer;
  if (isErased(customer)) return { customer, answer: null };
  const { reason, beforeRetentionEnds, recordedBy, confirmedBy } = data;
  const record = { customerId, reason, beforeRetentionEnds, askedBy: recordedBy, confirmedBy };
  return {
    customer: {
      ...newCustomer(creditorId, customerId),
      ...{ made, permits, inFlight, ended, epoch, silentEpoch, version: erasedVersion },
      ...(landmarks && { landmarks }),
      debts: customer.debts.map((debt) => ({ ...debt, transactionId: null, version: erasedVersion })),
      holds: customer.holds.map(({ recordedBy: { kind, id }, ...hold }) => ({ ...hold, recordedBy: { kind, id } })),
    },
    answer: null,
    evidence: [
      { creditorId, customerId, at: now, kind: 'customer-erased', subjectId: customerId, text: canonicalJson(record) },
    ],
  };
}
