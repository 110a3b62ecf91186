import { Router } from 'express';
import { z } from 'zod';
import { ContactAddedV1 } from '@fairdue/contracts';
import { caller, read, theCreditor } from '@fairdue/http';
import { enqueue } from '@fairdue/outbox';
import type { Deps } from '@fairdue/service';
import { transaction } from '@fairdue/store';
import type { RecoverConfig } from '../config.ts';
import { customerFacts } from '../customers/customer-facts.ts';
import { loadCustomer, saveCustomers } from '../customers/customer.store.ts';
import { withContacts } from '../customers/customer.ts';
import { customerWithDebts } from '../customers/read-customer-for-services.ts';
import { recordedBy } from '../wire/recorded-by.ts';
import { requireRoom } from './contact-limit.ts';
import { DescribedContact, withDescribed } from './described-contact.ts';

const Body = z.strictObject({ creditorId: z.string(), contact: DescribedContact });

/** A service was told of a contact that it does not know. It is found on file or added; sent again, it is found. */
export const addDescribedContactRoute = (deps: Deps<RecoverConfig>) =>
  Router().post('/internal/customers/:customerId/contacts', async (req, res) => {
    const from = caller(req);
    const { creditorId: named, contact } = read(Body, req.body);
    const creditorId = theCreditor(from, named);

    const { customer, contactId, isNew } = await transaction(deps.db, async (tx) => {
      const before = await loadCustomer(tx, creditorId, req.params.customerId);
      const at = deps.now();
      const described = withDescribed(before.contacts, contact, { now: at, textConsentAtPlacement: false });
      const after = withContacts(before, [...described.contacts], at);
      if (after !== before) {
        requireRoom(after.contacts);
        await saveCustomers(tx, [after]);
        await enqueue(tx, ContactAddedV1, at, customerFacts(after, recordedBy(from)));
      }
      return { customer: after, contactId: described.contactId, isNew: after !== before };
    });

    res.json({ contactId, isNew, ...(await customerWithDebts(deps, customer)) });
  });
