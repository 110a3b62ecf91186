import { theCreditor, type Caller } from '@fairdue/http';

/** Whose objects a caller means who names one by its id: those of the creditor in the header, else of all that are linked. */
export const creditorsOf = (from: Caller): readonly string[] =>
  from.headerCreditorId === undefined ? from.creditorIds : [theCreditor(from)];
