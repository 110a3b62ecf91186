import { z } from 'zod';
import { CustomerRequest } from './customer.schema.ts';
import { CustomerBody } from './customer.wire.ts';
import { Envelope } from './placement-request.ts';

/** What R1 and R2 take, customers as each of them is parsed. */
export const PlacementBody = Envelope.extend({ customers: z.array(CustomerRequest).min(1) });

const named = { reference: z.string().exactOptional(), transactionId: z.string().exactOptional() };

/** R1. What was there already is named, not placed. */
export const PlacedBody = z
  .strictObject({
    customers: z.array(CustomerBody),
    duplicatedReferences: z.array(z.strictObject(named)).exactOptional(),
    customersWithAddedDebts: z.array(CustomerBody).exactOptional(),
  })
  .meta({ id: 'PlacedCustomers' });

const ItemError = z.strictObject({
  isError: z.literal(true),
  error: z.strictObject({ errorCode: z.literal('104'), message: z.string(), ...named }),
});

/** R2: one for each customer of the request, in its order. */
export const BatchItem = z.union([
  z.strictObject({ isAddedDebt: z.literal(true).exactOptional(), customer: CustomerBody }),
  ItemError,
]);
export type BatchItem = z.infer<typeof BatchItem>;
export const BatchBody = z.strictObject({ responses: z.array(BatchItem) }).meta({ id: 'PlacedBatch' });
