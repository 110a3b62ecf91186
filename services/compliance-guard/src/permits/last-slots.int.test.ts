import { InteractionStatusChangedV1, type Contact } from '@fairdue/contracts';
import { anEvent } from '@fairdue/testing';
import { anAsk, anInteraction, contacts, debtId, phoneId, theUseOf } from '../examples.ts';
import { startGuard, type Guard } from '../start-guard.ts';
import type { Ask, AskAnswer } from './ask.ts';

/** A Tuesday, ten in the morning in Seattle, one in the afternoon in New York. */
const now = '2026-12-01T18:00:00.000Z';
let guard: Guard;
beforeAll(async () => {
  guard = await startGuard({ now });
});
beforeEach(async () => {
  guard.creditor = await guard.as({ creditorIds: ['CR-1-A'] }); // its token lives for a minute
});
afterAll(() => guard.stop());

const seattle = { streetLine1: '1 Pike Street', city: 'Seattle', state: 'WA', zipcode: '98101', countryCode: 'US' };

/** A customer's contacts with these words about the phone; `WA` moves the customer there. */
const withPhone = (phone: Partial<Contact>, state?: 'WA'): Contact[] =>
  contacts.map((contact) => {
    if (contact.contactId === phoneId) return { ...contact, ...(state && { value: '+12065550142' }), ...phone };
    return contact.contactType === 'address' && state ? { ...contact, address: seattle } : contact;
  });

type Given = {
  phone: Partial<Contact>;
  state?: 'WA';
  /** When the customer was called before; without an answer where the cap counts attempts. */
  calledAt?: readonly string[];
  unanswered?: boolean;
  /** Calls made by permits of ours, for what only an ask can say. */
  made?: number;
  facts?: Readonly<Record<string, { value: boolean | string; contactId?: string; debtId?: string }>>;
  ask?: Partial<Ask>;
};

const days = (...dates: number[]): string[] => dates.map((date) => `2026-11-${date}T20:00:00.000Z`);
const relative = { affiliation: 'relative' } as const;
const locates = { theme: 'opsCollLocateBorrower' };
const prerecorded = { says: { isPrerecorded: true } };

const caps: readonly (readonly [ruleId: string, given: Given])[] = [
  ['reg-f-calls-7-in-7', { phone: {}, calledAt: days(25, 26, 27, 28, 29, 30) }],
  ['reg-f-location-info', { phone: relative, ask: locates }],
  [
    'reg-f-location-info-calls',
    {
      phone: relative,
      calledAt: days(25, 26, 27, 28, 29, 30),
      facts: { locationAskedAgain: { value: true, contactId: phoneId } },
      ask: locates,
    },
  ],
  ['tcpa-residential-3-in-30', { phone: { lineType: 'residential' }, made: 2, ask: prerecorded }],
  ['wa-3-per-week', { state: 'WA', phone: { lineType: 'residential' }, calledAt: days(26, 30) }],
  ['wa-work-1-per-week', { state: 'WA', phone: { label: 'work' } }],
  ['wa-cell-2-per-day', { state: 'WA', phone: { lineType: 'wireless' }, calledAt: ['2026-12-01T17:00:00.000Z'] }],
  [
    'wa-small-loan-3-per-week',
    {
      state: 'WA',
      phone: { lineType: 'residential' },
      calledAt: days(26, 30),
      facts: { loanLicence: { value: 'payday', debtId } },
    },
  ],
  ['wa-call-cost', { state: 'WA', phone: { lineType: 'wireless' }, calledAt: days(29, 30), unanswered: true }],
  [
    'wa-employer-once',
    {
      state: 'WA',
      phone: { affiliation: 'employer' },
      facts: { thirdPartyConsent: { value: true } },
      ask: { theme: 'opsCollVerifyEmployment' },
    },
  ],
];

const isGranted = (answer: AskAnswer | undefined): answer is Extract<AskAnswer, { granted: true }> =>
  answer !== undefined && 'granted' in answer && answer.granted;

async function givenOneSlotLeft({ phone, state, calledAt = [], unanswered, made = 0, facts = {}, ask }: Given) {
  const { customerId } = await guard.givenCustomer({ contacts: withPhone(phone, state) });
  const outcome = { agentOutcome: unanswered ? 'voiceRangNoPickup' : null, theme: ask?.theme ?? 'opsCollDebt' };
  await guard.deliver(
    ...calledAt.map((startedAt) =>
      anEvent(InteractionStatusChangedV1, anInteraction(customerId, { ...outcome, startedAt })),
    ),
  );
  for (const [name, fact] of Object.entries(facts))
    await guard.creditor.put(`/agency/v1/people/${customerId}/facts/${name}`).send(fact).expect(200);
  for (let i = 0; i < made; i++) {
    const earlier = anAsk(customerId, ask);
    const [permit] = await guard.ask(earlier);
    if (!isGranted(permit)) throw new Error(`The test needs an earlier call: ${JSON.stringify(permit)}`);
    await guard.consume(theUseOf(earlier, permit.permitId));
    await guard.report({ permitId: permit.permitId, customerId, outcome: 'answered' });
  }
  return customerId;
}

test.each(caps)('of 64 asks at once for the last slot of %s exactly one is granted', async (ruleId, given) => {
  const customerId = await givenOneSlotLeft(given);

  const answers = await Promise.all(
    Array.from({ length: 64 }, async () => (await guard.ask(anAsk(customerId, given.ask)))[0]),
  );

  const refused = answers.filter((answer) => !isGranted(answer));
  expect(answers.filter(isGranted)).toHaveLength(1);
  expect(refused).toHaveLength(63);
  for (const answer of refused)
    expect(answer).toMatchObject({
      granted: false,
      blocking: expect.arrayContaining([expect.objectContaining({ ruleId })]) as unknown,
    });
});
