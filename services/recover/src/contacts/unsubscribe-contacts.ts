import { Router } from 'express';
import { ContactUnsubscribedV1 } from '@fairdue/contracts';
import { caller, theCreditor } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import { Refused, type Fault } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { customerFacts } from '../customers/customer-facts.ts';
import { loadCustomer, saveCustomers } from '../customers/customer.store.ts';
import { unsubscribeContacts, type Customer } from '../customers/customer.ts';
import { placeHoldsAndWaitForSilence, type HoldWish } from '../holds/place-hold.ts';
import { inputInvalid, readWire } from '../wire/read-wire.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { ContactLists } from './contact.schema.ts';
import { addressKey, emailKey, phoneKey, type Contact } from './contact.ts';

type Named = { key: string; path: string };

const namedIn = ({ addresses = [], phones = [], emails = [] }: ContactLists): Named[] => [
  ...addresses.map((entry, i) => ({ key: addressKey(entry), path: `addresses[${i}]` })),
  ...phones.map((entry, i) => ({ key: phoneKey(entry), path: `phones[${i}].phoneNumber` })),
  ...emails.map((entry, i) => ({ key: emailKey(entry), path: `emails[${i}].email` })),
];

/** Accepting an address nobody has on file would lose an opt-out without a word. */
function requireOnFile({ contacts }: Customer, named: readonly Named[]): void {
  const known = new Set(contacts.map(({ key }) => key));
  const missing = named.filter(({ key }) => !known.has(key));
  if (missing.length === 0) return;
  const faults: Fault[] = missing.map(({ path }) => ({ path, problem: 'not on file; add it first' }));
  if (missing.some(({ path }) => path.startsWith('emails')))
    throw new Refused('malformed', 'email-not-on-file', 'Email address does not exist', faults);
  throw inputInvalid('Contact does not exist.', faults);
}

const holdOn = (contact: Contact): HoldWish['hold'] => ({
  reason: 'unsubscribed',
  channels: [],
  themes: 'collection',
  contactIds: [contact.contactId],
  debtIds: [],
  source: {
    service: 'recover',
    key: `unsubscribe:${contact.contactId}`,
    version: contact.unsubscribedVersion ?? 1,
  },
  endsAt: null,
});

/**
 * R9: the customer wants no contact there. Stored with its fact first, then held at the guard; only when the guard has
 * confirmed silence is it answered. A repeat finds it stored, drives the hold again, and answers as the first would have.
 */
export const unsubscribeContactsRoute = (deps: Deps) =>
  Router().post('/customers/:customerId/unsubscribe', async (req, res) => {
    const from = caller(req);
    const creditorId = theCreditor(from);
    const by = recordedBy(from);
    const { customerId } = req.params;

    const wanted = await transaction(deps.db, async (tx) => {
      const before = await loadCustomer(tx, creditorId, customerId);
      const named = namedIn(readWire(ContactLists, req.body, 'Invalid contact information.'));
      requireOnFile(before, named);
      const keys = new Set(named.map(({ key }) => key));
      const at = deps.now();
      const after = unsubscribeContacts(before, keys, at);
      const contacts = after.contacts.filter(({ key }) => keys.has(key));
      if (after === before) return contacts; // a repeat: nothing to save, nothing to announce
      const contactIds = contacts.filter((c) => c.unsubscribedVersion === after.version).map((c) => c.contactId);
      await saveCustomers(tx, [after]);
      await enqueue(tx, ContactUnsubscribedV1, at, { ...customerFacts(after, by), contactIds });
      return contacts;
    });

    const wishes = wanted.map((contact) => ({
      creditorId,
      customerId,
      hold: holdOn(contact),
      recordedBy: by,
      isUttered: true,
    }));
    await placeHoldsAndWaitForSilence(deps, from, wishes);
    res.json('ok');
  });
