import type { Refused } from '@fairdue/refused';
import { aDebt, at } from '../testing/facts.ts';
import { documentFrom, lotOf, type DebtFacts, type Document } from '../documents/document.ts';
import { pauseByHand, resumeByHand } from '../campaigns/by-hand.ts';
import { standing } from '../campaigns/standing.ts';
import { aSituation, now } from '../testing/situations.ts';
import { reconcile } from '../campaigns/stop-campaign.ts';
import { armOf, type Arm } from './arms.ts';
import { fits, statusesOf, type Filter } from './filter.ts';
import { centsPerContact, scaledUp, wilson } from './interval.ts';
import { combined, countsOf, noCounts, placedIn, withNews, type Member } from './member.ts';
import { changeState, lotShare, newPortfolio, whyNot } from './portfolio.ts';
import { armsOf, filterOf, StartPortfolio } from './portfolio-body.ts';

const all: Filter = {
  status: null, debtStatus: null, daysPastDue: null, daysRegistered: null, remainingCents: null, originalCents: null, title: null,
  providerName: null,
}; // prettier-ignore

function aDocument(over: Partial<DebtFacts> = {}): Document {
  const document = documentFrom(aDebt(over), undefined, at('2026-11-01T12:00:00Z'));
  if (!document) throw new Error('A first fact always makes a document.');
  return document;
}

test.each<[string, Partial<Filter>, Partial<DebtFacts>, boolean]>([
  ['no limit', {}, {}, true],
  ['what is behind', { status: 'BEHIND' }, {}, true],
  ['what is behind, of one not yet due', { status: 'BEHIND' }, { defaultDate: '2027-01-01' }, false],
  ['what is current, of one that is paid', { status: 'CURRENT' }, { status: 'PaidInFull', balanceCents: 0 }, true],
  ['a state of the debt', { debtStatus: ['Disputed'] }, {}, false],
  ['thirty days past due, on the thirtieth', { daysPastDue: { min: 30, max: null } }, { defaultDate: '2026-11-01' }, true],
  ['thirty days past due, a day before', { daysPastDue: { min: 30, max: null } }, { defaultDate: '2026-11-02' }, false],
  ['an age, of one without a default date', { daysPastDue: { min: 0, max: null } }, {}, false],
  ['at most thirty days known', { daysRegistered: { min: null, max: 30 } }, {}, true],
  ['at most twenty-nine days known', { daysRegistered: { min: null, max: 29 } }, {}, false],
  ['a balance at its limits', { remainingCents: { min: 50_000, max: 50_000 } }, {}, true],
  ['a balance below', { remainingCents: { min: 50_001, max: null } }, {}, false],
  ['an original amount', { originalCents: { min: null, max: 79_999 } }, {}, false],
  ['a product', { title: ['Card', 'Loan'] }, { product: 'Loan' }, true],
  ['another product', { title: ['Card'] }, { product: 'Loan' }, false],
  ['a provider', { providerName: ['Valley Credit'] }, { creditorName: 'Valley Credit' }, true],
  ['the creditor as provider, of one that names none', { providerName: ['Lender'] }, {}, true],
  ['the creditor as provider, of one that names another', { providerName: ['Lender'] }, { creditorName: 'Valley Credit' }, false],
])('a filter by %s', (_, over, debt, expected) => {
  expect(fits({ ...all, ...over }, aDocument(debt), at('2026-12-01T12:00:00Z'), 'Lender')).toBe(expected);
}); // prettier-ignore

test('a document without a loan fits nothing: a campaign is about a loan', () => {
  expect(fits(all, { ...aDocument(), loan: null }, now, 'Lender')).toBe(false);
});

test('what is behind is looked for among debts that may be, and what a filter names among those', () => {
  expect(statusesOf(all)).toBeNull();
  expect(statusesOf({ ...all, status: 'BEHIND' })).toEqual(['New', 'Paused', 'Disputed', 'OnPaymentPlan']);
  expect(statusesOf({ ...all, status: 'BEHIND', debtStatus: ['New', 'PaidInFull'] })).toEqual(['New']);
  expect(statusesOf({ ...all, debtStatus: ['PaidInFull'] })).toEqual(['PaidInFull']);
});

const arm = (name: string, share: number): Arm => ({
  name,
  share,
  sms: true,
  email: true,
  call: false,
  tone: 'neutral',
  cadence: 'weekly',
});
const arms = [arm('champion', 70), arm('challenger', 20), arm('outsider', 10)];
const people = Array.from({ length: 20_000 }, (_, n) => `BO-1-${n}`);

test('arms are drawn by their shares, stay for a person, and are drawn anew in another portfolio campaign', () => {
  const drawn = people.map((person) => armOf('PF-1-1', person, arms).name);

  for (const { name, share } of arms)
    expect(drawn.filter((each) => each === name).length / people.length).toBeCloseTo(share / 100, 1);
  expect(people.map((person) => armOf('PF-1-1', person, arms).name)).toEqual(drawn);
  const elsewhere = people.map((person) => armOf('PF-1-2', person, arms).name);
  const same = drawn.filter((name, i) => name === elsewhere[i]).length / people.length;
  expect(same).toBeCloseTo(0.7 ** 2 + 0.2 ** 2 + 0.1 ** 2, 1);
});

const wish = { sms: true, email: false, call: false, tone: 'plain', cadence: 'weekly', filter: {} };

test('an arm says what is other for it, and the rest is as it is for all', () => {
  const asked = StartPortfolio.parse({
    ...wish,
    arms: [
      { name: 'a', share: 60 },
      { name: 'b', share: 40, email: true, cadence: 'day 1' },
    ],
  });

  expect(armsOf(asked)).toEqual([
    { name: 'a', share: 60, sms: true, email: false, call: false, tone: 'plain', cadence: 'weekly' },
    { name: 'b', share: 40, sms: true, email: true, call: false, tone: 'plain', cadence: 'day 1' },
  ]);
  expect(armsOf(StartPortfolio.parse(wish))).toMatchObject([{ name: 'champion', share: 100 }]);
});

test('a cadence that nobody understands is named where it was said: of an arm, or of all', () => {
  const champion = { name: 'champion', share: 100 };
  const faultsOf = (over: object): unknown => {
    try {
      return armsOf(StartPortfolio.parse({ ...wish, ...over }));
    } catch (error) {
      return (error as Refused).faults;
    }
  };

  expect(faultsOf({ cadence: 'weeky' })).toMatchObject([{ path: 'cadence' }]);
  expect(faultsOf({ cadence: 'weeky', arms: [champion] })).toMatchObject([{ path: 'cadence' }]);
  expect(faultsOf({ arms: [{ ...champion, cadence: 'weeky' }] })).toMatchObject([{ path: 'arms.champion.cadence' }]);
});

test.each([
  ['shares of 99', { arms: [{ name: 'a', share: 99 }] }],
  ['two arms of one name', { arms: [{ name: 'a', share: 50 }, { name: 'a', share: 50 }] }],
  ['a share of nothing', { arms: [{ name: 'a', share: 100 }, { name: 'b', share: 0 }] }],
  ['a name that could be a path', { arms: [{ name: 'a.b', share: 100 }] }],
  ['a misspelt limit', { filter: { remainingAmmount: { min: 5 } } }],
  ['arms by another name', { arm: [{ name: 'challenger', share: 100 }] }],
  ['a limit upside down', { filter: { daysPastDue: { min: 5, max: 4 } } }],
  ['a tenth of a cent', { filter: { remainingAmount: { min: 0.001 } } }],
  ['no filter', { filter: undefined }],
])('%s is no portfolio campaign', (_, over) => {
  expect(StartPortfolio.safeParse({ ...wish, ...over }).success).toBe(false);
}); // prettier-ignore

test('amounts of the wire are cents inside', () => {
  const { remainingCents } = filterOf(StartPortfolio.parse({ ...wish, filter: { remainingAmount: { min: 0.29, max: 1.1 } } }));

  expect(remainingCents).toEqual({ min: 29, max: 110 });
}); // prettier-ignore

test('an arm without a channel, or with a cadence that is none, is refused', () => {
  const refusal = (over: object) => () =>
    armsOf(StartPortfolio.parse({ ...wish, arms: [{ name: 'a', share: 100, ...over }] }));

  expect(refusal({ sms: false })).toThrow(expect.objectContaining({ code: 'channel-required' }));
  expect(refusal({ cadence: 'as needed' })).toThrow(expect.objectContaining({ code: 'cadence-not-understood' }));
});

test('what stands against a campaign on a document is told by its gravest reason', () => {
  const document = aDocument();

  expect(whyNot(document, false, now)).toBeNull();
  expect(whyNot(document, true, now)).toBe('already_running');
  expect(whyNot({ ...document, customerId: null }, false, now)).toBe('no_person');
  expect(whyNot({ ...document, customerId: null }, true, now)).toBe('no_person');
  expect(whyNot({ ...document, loan: null }, false, now)).toBe('not_behind');
  expect(whyNot(aDocument({ defaultDate: '2027-01-01' }), false, now)).toBe('not_behind');
});

const aPortfolio = () =>
  newPortfolio(
    { _id: 'PF-1-1', creditorId: 'CR-1-1', name: null, filter: all, arms, notes: null, bestTime: null, startedBy: { kind: 'user', id: 'AC-1-1' } },
    now,
  ); // prettier-ignore

const by = { actor: { kind: 'user', id: 'AC-1-2' }, note: 'asked for' } as const;
const other = { actor: { kind: 'user', id: 'AC-1-3' } } as const;

test('a pause, a resumption and an end are taken once each, and an end is for good', () => {
  const running = aPortfolio();
  const paused = changeState(running, 'paused', by, now);
  const ended = changeState(paused, 'ended', by, now);

  expect(changeState(running, 'running', by, now)).toBe(running);
  expect(changeState(paused, 'paused', by, now)).toBe(paused);
  expect(paused).toMatchObject({ state: 'paused', revision: 1, following: true, planning: { state: 'underway' } });
  expect(ended).toMatchObject({ state: 'ended', revision: 2, endedAt: now, planning: { state: 'stopped' } });
  expect(changeState(ended, 'ended', by, now)).toBe(ended);
  expect(() => changeState(ended, 'running', by, now)).toThrow(expect.objectContaining({ code: 'campaign-ended' }));
});

test('a member is paused and ended with its portfolio campaign, and what pauses it by itself stays', () => {
  const member = aSituation();
  const paused = reconcile({ ...member, portfolio: { state: 'paused', by } }, now);

  expect(paused.campaign).toMatchObject({ state: 'paused', pauseReason: 'portfolio_paused' });
  expect(reconcile({ ...paused, portfolio: { state: 'running', by } }, now).campaign).toMatchObject({
    state: 'running',
  });
  const ended = reconcile({ ...paused, portfolio: { state: 'ended', by } }, now);
  expect(ended.campaign).toMatchObject({ state: 'ended', endReason: 'cancelled' });
  expect(ended.touches.map(({ state }) => state)).toEqual(['cancelled']);

  const disputed = aSituation({ debt: { status: 'Disputed' } });
  expect(standing(disputed, now).pause).toBe('disputed');
  const both = reconcile({ ...disputed, portfolio: { state: 'paused', by } }, now);
  expect(both.campaign.pauseReason).toBe('disputed');
  expect(reconcile({ ...both, portfolio: { state: 'running', by } }, now).campaign.state).toBe('paused');
});

test('what was decided of all is logged of each member with who decided it, and outlives a wish about the member alone', () => {
  const paused = reconcile({ ...aSituation(), portfolio: { state: 'paused', by } }, now);
  expect(paused.happenings).toEqual([{ kind: 'campaign-paused', reason: 'portfolio_paused', by }]);

  const both = pauseByHand(paused, other, now);
  expect(both.campaign).toMatchObject({ pauseReason: 'portfolio_paused', pausedByHand: true });
  expect(() => resumeByHand(both, other, now)).toThrow(expect.objectContaining({ code: 'portfolio_paused' }));
  const freed = reconcile({ ...both, portfolio: { state: 'running', by } }, now);
  expect(freed.campaign).toMatchObject({ state: 'paused', pauseReason: 'manual' });
  expect(resumeByHand(freed, other, now).campaign.state).toBe('running');

  const ended = reconcile({ ...both, portfolio: { state: 'ended', by } }, now);
  expect(ended.happenings.at(-1)).toEqual({ kind: 'campaign-ended', reason: 'cancelled', by });
});

const placed = placedIn(
  { portfolioId: 'PF-1-1', creditorId: 'CR-1-1', customerId: 'BO-1-1', arm: 'champion' },
  { campaignId: 'RC-1-1', debtId: 'LN-1-1' },
  now,
);
const later = at('2026-12-09T15:00:00Z');
const sent = { kind: 'sent', campaignId: 'RC-1-1', interactionId: 'IN-1-1' } as const;
const paid = { kind: 'paid', at: later, debtId: 'LN-1-1', amountCents: 700 } as const;
const optedOut = { kind: 'opted-out', at: later, debtIds: [] } as const;

test('an interaction is one contact, however often and in whatever words it is told of', () => {
  const reached = [sent, sent, { ...sent, kind: 'reached' as const }, sent].reduce<Member>(withNews, placed);

  expect(reached).toMatchObject({ contactedBy: ['IN-1-1'], reached: true });
  expect(withNews(placed, { ...sent, campaignId: 'RC-1-2' })).toBe(placed);
  expect(withNews(placed, { ...sent, campaignId: null })).toBe(placed);
});

test('what was before the start, or about another debt, does not count', () => {
  const before = at('2026-11-30T15:00:00Z');

  expect(withNews(placed, { ...paid, at: before })).toBe(placed);
  expect(withNews(placed, { ...paid, debtId: 'LN-1-2' })).toBe(placed);
  expect(withNews(placed, { ...optedOut, at: before })).toBe(placed);
  expect(withNews(placed, { ...optedOut, debtIds: ['LN-1-2'] })).toBe(placed);
  expect(withNews(placed, optedOut).optedOut).toBe(true);
});

test('sums kept by what changed are those of the customers as they are, also when money goes back', () => {
  const news = [sent, paid, optedOut, { ...sent, interactionId: 'IN-1-2' }, { ...paid, amountCents: -700 }, optedOut];
  let member = placed;
  let sums = noCounts;
  for (const each of news) {
    const after = withNews(member, each);
    sums = combined(sums, combined(countsOf(after), countsOf(member), -1));
    member = after;
  }

  expect(sums).toEqual(countsOf(member));
  expect(sums).toMatchObject({ contacted: 1, contacts: 2, optedOut: 1, paid: 0, paidCents: 0 });
});

test.each([
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [5, 10, 0.2366, 0.7634],
  [81, 263, 0.2553, 0.3662], // a worked case of Newcombe (1998)
])('the interval of %d in %d is that of Wilson', (count, n, low, high) => {
  const interval = wilson(count, n);

  expect(interval?.value).toBe(count / n);
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
  expect(wilson(0, 0)).toBeNull();
});

/** A generator of known numbers between 0 and 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

test('nineteen intervals in twenty hold what they are about: counts scaled up, and cents per contact', () => {
  const next = numbers(7);
  let [scaledHeld, centsHeld] = [0, 0];
  const rounds = 1_000;
  for (let round = 0; round < rounds; round++) {
    const met = Array.from({ length: 400 }, () => next() < 0.2).filter(Boolean).length;
    const scaled = scaledUp(met, 0.2);
    if (scaled.low <= 400 && 400 <= scaled.high) scaledHeld++;

    let sums = noCounts;
    for (let n = 0; n < 300; n++) {
      const contactedBy = Array.from({ length: 1 + Math.floor(next() * 5) }, (_, i) => `IN-${i}`);
      const paidCents = next() < 0.3 ? Math.round(next() * 20_000) : 0; // 3,000 in the mean of three contacts
      sums = combined(sums, countsOf({ ...placed, contactedBy, paidCents }));
    }
    const cents = centsPerContact(sums, 300);
    if (cents?.low != null && cents.high != null && cents.low <= 1_000 && 1_000 <= cents.high) centsHeld++;
  }

  for (const held of [scaledHeld, centsHeld]) {
    expect(held / rounds).toBeGreaterThan(0.93);
    expect(held / rounds).toBeLessThan(0.975);
  }
});

test('what was seen whole is no estimate, and few customers give no interval', () => {
  const sums = countsOf({ ...placed, contactedBy: ['IN-1-1'], paidCents: 700 });

  expect(scaledUp(7, 1)).toEqual({ value: 7, low: 7, high: 7 });
  expect(scaledUp(0, 0.5)).toMatchObject({ value: 0, low: 0 });
  expect(centsPerContact(noCounts, 5)).toBeNull();
  expect(centsPerContact(sums, 5)).toEqual({ value: 700, low: null, high: null });
});

test('lots are spread evenly, so that the lot reached says how far it is', () => {
  const lots = Array.from({ length: 10_000 }, (_, n) => lotOf(`DO-1-${n}`)).toSorted();

  expect(new Set(lots).size).toBe(lots.length);
  for (const part of [0.1, 0.5, 0.9]) expect(lotShare(lots[lots.length * part] ?? '')).toBeCloseTo(part, 1);
});
