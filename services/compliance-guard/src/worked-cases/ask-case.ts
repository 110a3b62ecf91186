import {
  ContactChangedV1, CustomerPlacedV1, DebtPlacedV1, DebtUpdatedV1, InteractionSentV1, InteractionStatusChangedV1, MessageReceivedV1,
  SettingsChangedV1, defaultCreditorSettings, type Contact, type Event,
} from '@fairdue/contracts'; // prettier-ignore
import { anEvent } from '@fairdue/testing';
import {
  aCustomer, aDebt, addressId, anAsk, anInteraction, contacts, creditorId, debtId, emailId, phoneId, theUseOf,
} from '../examples.ts'; // prettier-ignore
import { consentNames, preferenceNames } from '../people/fact-value.ts';
import type { Guard } from '../start-guard.ts';
import { otherDebtId, phoneOfAttorney, phoneOfExecutor, type Case, type Given, type Known } from './case.ts';
import { homeOf } from './homes.ts';

const bySelf = 'CR-1-BYSELF';
const longAgo = '2026-01-05T15:00:00.000Z';
const contactByChannel = { voice: phoneId, text: phoneId, email: emailId, mail: addressId } as const;

type Answer = { by: string[]; next: string | null; firstAllowedAt?: string | null; warns: string[]; permit: string[] };
type Data = {
  result: boolean;
  blocking: { ruleId: string | null; reasonCode: string }[];
  nextAllowedAt: string | null;
  firstAllowedAt?: string | null;
  warnings: { code: string; ruleId: string | null }[];
};
type Placed = { customer: ReturnType<typeof aCustomer>; customerId: string; creditorId: string; debtVersion: number };

const reasonsOf = (blocking: Data['blocking']): string[] =>
  blocking.map(({ ruleId, reasonCode }) => `${ruleId ?? 'check'} ${reasonCode}`);

/** The creditor that follows no rule of third parties by choice. */
const ownCollector = anEvent(SettingsChangedV1, {
  creditorId: bySelf,
  companyName: 'Acme',
  sender: { companyName: 'Acme', addressLines: [], phone: '', email: '' },
  settings: { ...defaultCreditorSettings, collectorRole: 'firstParty', applyRegFToFirstParty: false },
  recordedBy: { kind: 'account', id: 'AC-1-A' },
});

function contactsOf({ home = 'albany', phone, line = {} }: Case): Contact[] {
  const place = homeOf(home);
  const own = contacts.map((each): Contact => {
    if (each.address) return { ...each, address: { ...each.address, ...place.address } };
    return each.contactType === 'phone'
      ? { ...each, value: phone ?? place.phone, lineType: 'wireless', ...line }
      : each;
  });
  const another = (contactId: string, value: string, affiliation: Contact['affiliation']) =>
    own.slice(0, 1).map((each): Contact => ({ ...each, contactId, value, affiliation, status: 'secondary' }));
  return [
    ...own,
    ...another(phoneOfAttorney, place.phone.replace('0142', '0143'), 'attorney'),
    ...another(phoneOfExecutor, place.phone.replace('0142', '0144'), 'executor'),
  ];
}

/** A new customer with two debts, of whom recover tells, and the notice of both that went out long ago. */
function newPlaced(given: Case): Placed & { events: Event[] } {
  const owner = given.bySelf ? bySelf : creditorId;
  const customer = aCustomer({ creditorId: owner, contacts: contactsOf(given) });
  const { customerId } = customer;
  const notice = anInteraction(customerId, {
    creditorId: owner, channel: 'mail', contactId: addressId, theme: 'opsServicingDebtValidation',
    subject: 'debtValidationNotice', debtIds: [debtId, otherDebtId], startedAt: longAgo, ...given.notice,
  }); // prettier-ignore
  const events: Event[] = [
    anEvent(CustomerPlacedV1, customer),
    ...[debtId, otherDebtId].map((each) =>
      anEvent(DebtPlacedV1, aDebt(customerId, { creditorId: owner, debtId: each, transactionId: each })),
    ),
    anEvent(InteractionSentV1, { ...notice, sentAt: longAgo, messageHash: 'a'.repeat(64), templateVersionId: null }),
  ];
  return { customer, customerId, creditorId: owner, debtVersion: 1, events };
}

/** The bases of federal law for email and texts, and what the place of the customer asks for. */
function takenForGranted({ home = 'albany', channel = 'voice', at }: Case): readonly Known[] {
  const fromState = homeOf(home).known ?? [];
  const recently = new Date(Date.parse(at) - 10 * 86_400_000).toISOString();
  if (channel === 'email') return [...fromState, { name: 'emailConsent', contactId: emailId }];
  if (channel !== 'text') return fromState;
  return [...fromState, { name: 'textConsent', contactId: phoneId, from: recently }];
}

function contactChanged({ customer }: Placed, changed: Partial<Contact>): Event {
  const known = customer.contacts.map((each) => (each.contactId === phoneId ? { ...each, ...changed } : each));
  return anEvent(ContactChangedV1, { ...customer, contacts: known, version: 2 });
}

function eventsOf({ made = [], received = [], debt, changed }: Given, placed: Placed): Event[] {
  const { customerId, creditorId: owner } = placed;
  if (debt) placed.debtVersion++;
  return [
    ...made.map((each) =>
      anEvent(InteractionStatusChangedV1, anInteraction(customerId, { creditorId: owner, ...each })),
    ),
    ...received.map(({ understoodAs, ...each }) => {
      const inbound = { creditorId: owner, direction: 'inbound' as const, theme: 'inbRequest', ...each };
      return anEvent(MessageReceivedV1, { ...anInteraction(customerId, inbound), understoodAs });
    }),
    ...(changed ? [contactChanged(placed, changed)] : []),
    ...(debt
      ? [anEvent(DebtUpdatedV1, aDebt(customerId, { creditorId: owner, version: placed.debtVersion, ...debt }))]
      : []),
  ];
}

/** Written down by the call of the agency’s API that the registry names for it. */
async function write(guard: Guard, personId: string, { name, value = true, from = longAgo, ...subject }: Known) {
  const api = guard.creditor;
  if (consentNames.includes(name)) {
    const dates = Array.isArray(value) && value.length > 0 ? { dates: value } : {};
    const body = { personId, consent: name, action: 'grant', from, ...dates, ...subject };
    return api.post('/agency/v1/consents').send(body).expect(201);
  }
  if (preferenceNames.includes(name)) {
    const body = { personId, preferences: { [name]: value }, from, ...subject };
    return api.post('/agency/v1/preferences').send(body).expect(201);
  }
  const path = `/agency/v1/people/${personId}/facts/${name}`;
  return api
    .put(path)
    .send({ value, from, ...subject })
    .expect(200);
}

async function askBy(guard: Guard, personId: string, asked: Case): Promise<Data> {
  const { channel = 'voice', theme = 'opsCollDebt', subject, at, date, loans = [debtId], isAutodialed, says } = asked;
  const contactId = asked.contactId ?? contactByChannel[channel];
  const answer = await guard.creditor
    .post(`/api/people/${personId}/can-interact`)
    .send({ channel, theme, subject, contactId, loanIds: loans, startAt: date ?? at, isAutodialed, ...says })
    .expect(200);
  return (answer.body as { data: Data }).data;
}

/** The same question as one for a permit, which the communicator would ask. It is used where the case says so. */
async function reserve(guard: Guard, { customerId, creditorId: owner }: Placed, asked: Case): Promise<string[]> {
  const { channel = 'voice', theme = 'opsCollDebt', subject = null, at, loans = [debtId], isAutodialed, says } = asked;
  const contactId = asked.contactId ?? contactByChannel[channel];
  const ask = anAsk(customerId, {
    creditorId: owner, contactId, channel, theme, subject, debtIds: [...loans], isAutodialed: isAutodialed ?? false,
    sendAt: new Date(at).toISOString(), ...(says && { says }),
  }); // prettier-ignore
  const [answer] = await guard.ask(ask);
  if (!answer || 'error' in answer) throw new Error(`No answer: ${JSON.stringify(answer)}`);
  if (!answer.granted) return reasonsOf([...answer.blocking]);
  if (asked.use) {
    const [used] = await guard.consume(theUseOf(ask, answer.permitId));
    expect(used).toMatchObject({ consumed: true });
  }
  await guard.report({ permitId: answer.permitId, customerId, outcome: asked.use ? 'answered' : 'released' });
  return [];
}

const nameOf = ({ no, customer }: Case): string => customer ?? no;

/**
 * Places the customers of all cases, and answers with what asks one of them at its moment. Asked in the order of their
 * moments, of one guard: the clock only goes forward.
 */
export async function placeCases(guard: Guard, cases: readonly Case[]): Promise<(asked: Case) => Promise<Answer>> {
  const placed = new Map<string, Placed>();
  const told: Event[] = [ownCollector];
  const begun = new Set<string>();
  for (const each of cases) {
    if (placed.has(nameOf(each))) continue;
    const { events, ...customer } = newPlaced(each);
    placed.set(nameOf(each), customer);
    told.push(...events);
  }
  await guard.deliver(...told);

  return async (asked) => {
    const customer = placed.get(nameOf(asked));
    if (!customer) throw new Error(`Nobody was placed for case ${asked.no}.`);
    const { customerId } = customer;
    guard.clock.moveTo(new Date(asked.at));
    guard.creditor = await guard.as({
      creditorIds: [creditorId, bySelf],
      creditorId: asked.bySelf ? bySelf : creditorId,
    });
    const events = eventsOf(asked, customer);
    if (events.length > 0) await guard.deliver(...events);
    const granted = begun.has(nameOf(asked)) ? [] : takenForGranted(asked);
    begun.add(nameOf(asked));
    for (const each of [...granted, ...(asked.known ?? [])]) await write(guard, customerId, each);
    for (const hold of asked.holds ?? [])
      await guard.creditor
        .post('/agency/v1/holds')
        .send({ customerId, ...hold })
        .expect(201);

    const data = await askBy(guard, customerId, asked);
    const by = reasonsOf(data.blocking);
    expect(data.result).toBe(by.length === 0);
    return {
      by,
      next: data.nextAllowedAt,
      ...(asked.date !== undefined && { firstAllowedAt: data.firstAllowedAt ?? null }),
      warns: data.warnings.map(({ code, ruleId }) => (ruleId === null ? code : `${ruleId} ${code}`)),
      permit: asked.date === undefined ? await reserve(guard, customer, asked) : by,
    };
  };
}
