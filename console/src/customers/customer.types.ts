import type { AnswerTo, Item } from '../answers.ts';

export type FoundCustomer = Item<'searchCustomers'>;
export type Customer = AnswerTo<'readCustomerWhole'>;
export type Contact = Customer['contacts'][number];
export type Debt = Customer['debts'][number];
export type Plan = Customer['plans'][number];
export type Hold = Item<'listHolds'>;
export type Interaction = Item<'listInteractions'>;
export type Decision = Item<'listDecisions'>;
/** An interaction tells less of a reason than the decision does. */
export type Reason = Interaction['blocking'][number] & Partial<Decision['blocking'][number]>;
export type LogEntry = AnswerTo<'readComplianceLog'>['entries'][number];
export type Document = AnswerTo<'listDocuments'>['documents'][number];

export const fullName = ({ first, middle, last }: Customer['name']): string =>
  [first, middle, last].filter(Boolean).join(' ');

export function inOneLine({ value, address }: Contact): string {
  if (!address) return value ?? '–';
  const { streetLine1, streetLine2, city, state, zipcode } = address;
  return [streetLine1, streetLine2, `${city}, ${state} ${zipcode}`].filter(Boolean).join(', ');
}
