import assert from 'node:assert';
import { Router } from 'express';
import { z } from 'zod';
import { ContactChangedV1, Id } from '@fairdue/contracts';
import { answerWith, caller, idempotent, read, requirePermission, theCreditor, type Caller } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import { AgencyContact, agencyContacts } from '../customers/agency-customer.ts';
import { customerFacts } from '../customers/customer-facts.ts';
import { loadCustomer, saveCustomers } from '../customers/customer.store.ts';
import { withContacts } from '../customers/customer.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { ContactFlags, flagContact } from './contact-flags.ts';

export const FlaggedContact = AgencyContact.extend({ customerId: Id, version: z.int() }).meta({ id: 'FlaggedContact' });
export const FlagRequest = ContactFlags.extend({ customerId: Id });

/** What a person at the agency learned of a contact: whose it is, whether it works, what may be sent there. */
export const flagContactRoute = ({ db, now }: Deps) =>
  Router().patch<{ contactId: string }>('/agency/v1/contacts/:contactId', idempotent({ db }), async (req, res) => {
    const from = caller(req);
    const creditorId = theCreditor(from);
    const { contactId } = req.params;
    const { customerId, ...flags } = read(FlagRequest, req.body);

    const answer = await transaction(db, async (tx) => {
      const before = await loadCustomer(tx, creditorId, customerId);
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

export const mayFlagContacts = (from: Caller): void => requirePermission(from, 'agency.contacts:write');
