import assert from 'node:assert';
import { Router } from 'express';
import { z } from 'zod';
import { ContactChangedV1, Id } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, requirePermission, theCreditor, type Caller } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import { transaction, type Tx } from '@fairdue/store';
import { AgencyContact, agencyContacts } from '../customers/agency-customer.ts';
import { customerFacts } from '../customers/customer-facts.ts';
import { loadCustomer, saveCustomers } from '../customers/customer.store.ts';
import { withContacts } from '../customers/customer.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { ContactFlags, flagContact } from './contact-flags.ts';
import { contactAmong } from './contact.ts';
import { proveContact } from './prove-contact.ts';

export const FlaggedContact = AgencyContact.extend({ customerId: Id, version: z.int() }).meta({ id: 'FlaggedContact' });
export const FlagRequest = ContactFlags.extend({
  customerId: Id,
  /** The six digits that the customer read there: the contact is verified by them. */
  confirmationCode: z
    .string()
    .regex(/^\d{6}$/, 'must be six digits')
    .exactOptional(),
}).refine(({ confirmationCode, verified }) => confirmationCode === undefined || verified === undefined, {
  path: ['verified'],
  message: 'is what the confirmationCode decides',
});

/** What a person at the agency learned of a contact: whose it is, whether it works, what may be sent there. */
export const flagContactRoute = (deps: Deps) =>
  Router().patch<{ contactId: string }>('/agency/v1/contacts/:contactId', idempotent(deps), async (req, res) => {
    const from = caller(req);
    const creditorId = theCreditor(from);
    const { contactId } = req.params;
    const { customerId, confirmationCode: code, ...said } = read(FlagRequest, req.body);
    const { db, now } = deps;
    const proved = code === undefined ? undefined : await contactOf({ db }, creditorId, customerId, contactId);
    if (proved && code) await proveContact(deps, from, { creditorId, customerId, contact: proved, code });
    const flags = proved ? { ...said, verified: true } : said;

    const answer = await transaction(db, async (tx) => {
      const before = await loadCustomer(tx, creditorId, customerId);
      if (proved && contactAmong(before.contacts, contactId).key !== proved.key) throw changedMeanwhile();
      const at = now();
      const after = withContacts(before, flagContact(before.contacts, contactId, flags, at), at);
      if (after !== before) {
        await saveCustomers(tx, [after]);
        await enqueue(tx, ContactChangedV1, at, customerFacts(after, recordedBy(from)));
      }
      const contact = agencyContacts(after).find((each) => each.contactId === contactId);
      assert(contact, 'a contact that was flagged is there');
      const body: z.infer<typeof FlaggedContact> = { customerId, version: after.version, ...contact };
      await answerWith(tx, req, 200, body);
      return body;
    });

    res.json(answer);
  });

const contactOf = async (from: Pick<Tx, 'db'>, creditorId: string, customerId: string, contactId: string) =>
  contactAmong((await loadCustomer(from, creditorId, customerId)).contacts, contactId);

const changedMeanwhile = (): Refused =>
  new Refused('conflict', 'contact-changed', 'The contact was changed meanwhile: read it, and send a code there.');

export const mayFlagContacts = (from: Caller): void => requirePermission(from, 'agency.contacts:write');
