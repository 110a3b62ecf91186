import type { Citation } from '../parts/show.tsx';

/** What the screens read of the agency's answers; the rest of them is left unread. */

export type Name = { first: string; middle?: string; last: string };
export type FoundCustomer = {
  customerId: string;
  creditorId: string;
  reference?: string;
  name: Name;
  timeCreated: string;
};

export type Address = { streetLine1?: string; streetLine2?: string; city: string; state: string; zipcode: string };
export type Contact = {
  contactId: string;
  contactType: 'email' | 'phone' | 'address';
  value?: string;
  address?: Address;
  isActive: boolean;
  isPrimary: boolean;
  valid: boolean;
  label: string;
  affiliation: string;
  receiveTextMessages: boolean | null;
  consentAutodialedCall: boolean | null;
  unsubscribed: boolean;
  verifiedAt?: string;
};

export type Debt = {
  debtId: string;
  transactionId?: string;
  status: string;
  currency: string;
  balanceCents: number;
  initialTotalCents: number;
  creditorName?: string;
  product?: string;
  pausedUntil: string | null;
  paused: { reason: string } | null;
  hasAttorney: boolean;
};

export type Plan = {
  planId: string;
  debtId: string;
  state: string;
  installments: readonly { dueDate: string; amountCents: number; isPaid: boolean }[];
};

export type Customer = {
  customerId: string;
  reference?: string;
  name: Name;
  language?: string;
  contacts: readonly Contact[];
  debts: readonly Debt[];
  plans: readonly Plan[];
};

export type Who = { kind: string; id: string; description?: string };
export type Hold = {
  holdId: string;
  reason: string;
  channels: readonly string[];
  themes: string;
  contactIds: readonly string[];
  debtIds: readonly string[];
  startsAt?: string;
  endsAt: string | null;
  placedAt: string;
  liftedAt: string | null;
  source: { service: string };
  recordedBy: Who;
  liftAskedBy: Who | null;
  liftedBy: Who | null;
};

export type Reason = {
  ruleId: string | null;
  ruleVersion?: number | null;
  name?: string;
  reasonCode: string;
  message: string;
  citations?: readonly Citation[];
  nextAllowedAt: string | null;
};

export type Interaction = {
  id: string;
  contactId: string | null;
  channel: string;
  direction: 'inbound' | 'outbound';
  theme: string;
  subject: string | null;
  status: string;
  statusDetails: string | null;
  startedAt: string;
  createdAt: string;
  campaignId: string | null;
  permitId: string | null;
  origin: string;
  blocking: readonly Reason[];
  nextAllowedAt: string | null;
};

export type Decision = {
  decisionId: string;
  kind: 'can-interact' | 'permit' | 'hand-over';
  at: string;
  allowed: boolean;
  channel: string | null;
  theme: string | null;
  contactId: string | null;
  interactionId: string | null;
  permitId: string | null;
  requestedBy: string;
  blocking: readonly Reason[];
  nextAllowedAt: string | null;
  timeZones: readonly string[];
};

export type LogEntry = {
  id: string;
  at: string;
  type: string;
  documentId: string;
  campaignId: string;
  channel: string | null;
  actor: { kind: string; id: string };
  data: Readonly<Record<string, unknown>>;
};

export type Document = { id: string; title: string; debtId: string | null; personId: string | null };
export type Items<T> = { items: readonly T[]; next: string | null };

export const fullName = ({ first, middle, last }: Name): string => [first, middle, last].filter(Boolean).join(' ');

export function inOneLine({ value, address }: Contact): string {
  if (!address) return value ?? '–';
  const { streetLine1, streetLine2, city, state, zipcode } = address;
  return [streetLine1, streetLine2, `${city}, ${state} ${zipcode}`].filter(Boolean).join(', ');
}
