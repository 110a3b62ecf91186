import { Router } from 'express';
import { parse } from '@fairdue/http';
import { CustomerUpdatedV1 } from '@fairdue/contracts';
import type { Deps } from '@fairdue/service';
import type { RecoverConfig } from '../config.ts';
import { inputInvalid } from '../wire/read-wire.ts';
import { changeCustomer } from './change-customer.ts';
import { replaceCustomer } from './customer.ts';
import { CustomerReplacement } from './replacement.schema.ts';

function readReplacement(input: unknown): CustomerReplacement {
  const parsed = parse(CustomerReplacement, input);
  if ('value' in parsed) return parsed.value;
  const onlyMissing = parsed.faults.every(({ problem }) => problem === 'required');
  throw inputInvalid(onlyMissing ? 'Missing required information.' : 'Invalid input.', parsed.faults);
}

/**
 * R7: the source of truth for name and contacts. It may switch a contact on again, but takes no hold off: what a
 * customer asked for is lifted only by a person (design 4.8).
 */
export const replaceCustomerRoute = (deps: Deps<RecoverConfig>) =>
  Router().put('/customers/:customerId', async (req, res) => {
    const answer = await changeCustomer(deps, req, req.params.customerId, {
      fact: CustomerUpdatedV1,
      read: () => readReplacement(req.body),
      decide: replaceCustomer,
    });
    res.json(answer);
  });
