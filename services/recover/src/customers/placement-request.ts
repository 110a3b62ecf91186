import type { Request } from 'express';
import { z } from 'zod';
import { requestInvalid } from '../wire/read-wire.ts';
import { Flag, readQuery } from '../wire/query.ts';

export const PlacementQuery = z.object({ addDebtsIfPossible: Flag.default(false) });
export const Envelope = z.object({
  customers: z.array(z.unknown()).min(1),
  addDebtsIfPossible: z.boolean().optional(),
});

export type PlacementRequest = { customers: readonly unknown[]; addDebtsIfPossible: boolean };

/** The envelope that R1 and R2 share. The flag counts in the query and in the body: true if either is. */
export function readPlacementRequest({ body, query }: Request, customersMax: number): PlacementRequest {
  const { addDebtsIfPossible: inQuery } = readQuery(PlacementQuery, query);
  const envelope = Envelope.safeParse(body);
  if (!envelope.success || envelope.data.customers.length > customersMax)
    throw requestInvalid(
      `The body must be an object with 1 to ${customersMax} customers; addDebtsIfPossible is true or false.`,
    );
  const { customers, addDebtsIfPossible = false } = envelope.data;
  return { customers, addDebtsIfPossible: inQuery || addDebtsIfPossible };
}
