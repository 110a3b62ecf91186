import { Router } from 'express';
import { ContactAddedV1 } from '@fairdue/contracts';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { changeCustomer } from '../customers/change-customer.ts';
import { addContactsTo } from '../customers/customer.ts';
import { readWire } from '../wire/read-wire.ts';
import { ContactLists } from './contact.schema.ts';

/** R6: more ways to reach a customer. What is on file stays as it is, so a repeat changes nothing. */
export const addContactsRoute = (deps: Deps<RecoverConfig>) =>
  Router().patch('/customers/:customerId', async (req, res) => {
    const answer = await changeCustomer(deps, req, req.params.customerId, {
      fact: ContactAddedV1,
      read: () => readWire(ContactLists, req.body, 'Invalid contact information.'),
      decide: addContactsTo,
    });
    res.json(answer);
  });
