import type { Campaign, Consumed, Debt, Facts, Interaction } from './facts.ts';

const buckets = { principalCents: 100_000, interestCents: 0, feesCents: 0, costsCents: 0 };

/** Noon in Chicago, on the day of that number. */
const noon = (day: number): Date => new Date(Date.UTC(2026, 10, day, 18));

const debt = (n: number, over: Partial<Debt> = {}): Debt => ({
  _id: `LN-1-${n}`,
  customerId: `BO-1-${n}`,
  status: 'New',
  toCollect: buckets,
  balance: { ...buckets, overchargesCents: 0 },
  entriesPosted: 0,
  ...over,
});

const campaign = (n: number, over: Partial<Campaign> = {}): Campaign => ({
  _id: `RC-1-${n}`,
  customerId: `BO-1-${n}`,
  debtId: `LN-1-${n}`,
  documentId: `DO-1-${n}`,
  state: 'running',
  endReason: null,
  endedAt: null,
  ...over,
});

type Contact = { n: number; customer: number; channel: string; at: Date; over?: Partial<Interaction> };

const contacts: Contact[] = [
  { n: 1, customer: 1, channel: 'email', at: noon(1) },
  { n: 2, customer: 1, channel: 'text', at: noon(3) },
  { n: 3, customer: 1, channel: 'voice', at: noon(5), over: { agentOutcome: 'voiceSpokeWithFirstParty' } },
  { n: 4, customer: 1, channel: 'voice', at: noon(12) },
  { n: 5, customer: 2, channel: 'text', at: noon(2) },
  { n: 6, customer: 2, channel: 'text', at: new Date(noon(4).getTime() + 1_000), over: { theme: 'opsServicing', debtIds: [], touchId: null } },
]; // prettier-ignore

const interactionOf = ({ n, customer, channel, over }: Contact): Interaction => ({
  _id: `IN-1-${n}`, customerId: `BO-1-${customer}`, direction: 'outbound', channel, theme: 'opsCollDebt', subject: 'reminder',
  contactId: `CT-1-${customer}${channel}`, debtIds: [`LN-1-${customer}`], touchId: `TO-1-${n}`, status: 'succeeded', statusDetails: null,
  handOver: 'accepted', permitId: `PE-1-${n}`, agentOutcome: null, messageHash: `hash ${n}`, blocking: [], ...over,
}); // prettier-ignore

function permitOf(contact: Contact): Consumed {
  const { _id, customerId, channel, contactId, debtIds, theme } = interactionOf(contact);
  const permitId = `PE-1-${contact.n}`;
  return { permitId, interactionId: _id, customerId: customerId ?? '', channel, contactId, debtIds, theme, isResponse: false, at: contact.at }; // prettier-ignore
}

/** Three people who were treated as the law and the design have it: one is called, one texted STOP, one has paid. */
export const lawfulWorld = (): Facts => ({
  now: noon(20),
  delivered: contacts.map(({ n, channel, at }) => ({
    channel,
    interactionId: `IN-1-${n}`,
    file: `${channel}/CR-1-1.IN-1-${n}.json`,
    sha256: `hash ${n}`,
    takenAt: at,
  })),
  interactions: [
    ...contacts.map(interactionOf),
    interactionOf({ n: 7, customer: 2, channel: 'text', at: noon(4), over: { direction: 'inbound', handOver: null, permitId: null, touchId: null } }),
  ],
  consumed: contacts.map(permitOf),
  endedPermitIds: [],
  guardCustomers: [
    { _id: 'BO-1-1', holds: [], inFlight: [] },
    {
      _id: 'BO-1-2',
      inFlight: [],
      holds: [{ holdId: 'HO-1-1', reason: 'opted-out', channels: ['text'], themes: 'all', contactIds: [], debtIds: [], placedAt: noon(4), liftedAt: null, endsAt: null }],
    },
    { _id: 'BO-1-3', holds: [], inFlight: [] },
  ],
  people: [1, 2, 3].map((n) => ({
    _id: `BO-1-${n}`,
    contacts: [
      { contactId: `CT-1-${n}home`, kind: 'address', isActive: true, valid: true, state: 'IL' },
      ...['text', 'voice'].map((channel) => ({ contactId: `CT-1-${n}${channel}`, kind: 'phone', isActive: true, valid: true, phoneNumber: '312-555-0100' })),
    ],
  })),
  debts: [debt(1), debt(2), debt(3, { status: 'PaidInFull', balance: { principalCents: 0, interestCents: 0, feesCents: 0, costsCents: 0, overchargesCents: 0 }, entriesPosted: 1 })],
  erasedCustomerIds: [],
  payments: [{ _id: 'PM-1-1', debtId: 'LN-1-3', number: 1, amountCents: 100_000, transactionReference: 'paid' }],
  plans: [],
  documents: [1, 2].map((n) => ({ _id: `DO-1-${n}`, debtId: `LN-1-${n}`, loan: { remainingCents: 100_000 } })),
  campaigns: [campaign(1), campaign(2), campaign(3, { state: 'ended', endReason: 'paid', endedAt: noon(9) })],
  touches: [
    ...contacts.slice(0, 5).map(({ n, customer, at }) => ({ _id: `TO-1-${n}`, campaignId: `RC-1-${customer}`, state: 'sent', dueAt: at, interactionId: `IN-1-${n}` })),
    { _id: 'TO-1-8', campaignId: 'RC-1-1', state: 'planned', dueAt: noon(25), interactionId: null },
    { _id: 'TO-1-9', campaignId: 'RC-1-3', state: 'cancelled', dueAt: noon(25), interactionId: null },
  ],
  queues: [{ service: 'recover', what: 'outbox', count: 0 }],
  progress: [{ topic: 'recover.customers', key: 'BO-1-3', reader: 'campaign', read: 2, said: 2 }],
  records: [1, 2].map((sequence) => ({
    topic: 'recover.customers', key: 'BO-1-3', id: `EV-1-${sequence}`, sequence,
    type: sequence === 2 ? 'recover.payment-recorded.v1' : 'recover.debt-placed.v1',
    data: sequence === 2 ? { paymentId: 'PM-1-1' } : {},
  })),
  recordsAreWhole: true,
  chainFaults: [],
  accepted: [
    { what: 'placed', customerId: 'BO-1-3', debtId: 'LN-1-3', balanceCents: 100_000, confirmedAt: noon(1) },
    { what: 'payment', debtId: 'LN-1-3', reference: 'paid', amountCents: 100_000, confirmedAt: noon(9) },
    { what: 'silence', customerId: 'BO-1-2', channels: ['text'], confirmedAt: noon(4) },
  ],
}); // prettier-ignore
