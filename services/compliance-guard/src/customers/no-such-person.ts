import { Refused } from '@fairdue/refused';

/** Of another creditor's customer too: a foreign id answers as a missing one. */
export const noSuchPerson = (): Refused => new Refused('not-found', 'person-not-found', 'There is no such person.');
