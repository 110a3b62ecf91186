import express, { type Express } from 'express';
import { addressHash, type Contact, type Disclosure } from '@fairdue/contracts';

type Ask = { askId: string; customerId: string; contactId: string; channel: string; sendAt?: string };
type Open = Ask & { permitId: string; consumed: boolean; ended?: string };
type Hold = {
  customerId: string;
  wait: string;
  hold: {
    reason: string;
    themes: string;
    debtIds: string[];
    contactIds: string[];
    channels: string[];
    source: { key: string };
  };
};

/** What makes a repeat the hold that stands already. */
const sourceOf = ({ customerId, hold }: Hold): string => `${customerId} ${hold.source.key}`;

const noMore = {
  ruleId: 'reg-f-hours',
  reasonCode: 'quietHours',
  category: 'timeOfDay',
  message: 'Too late.',
  nextAllowedAt: null,
};

/** Of what the real one takes in one request. */
const atOnceMax = 200;

/** A guard of the wire only: it grants, consumes once, and does what a test tells it to. */
export function fakeGuard(addressKey: string, contacts: readonly Contact[]) {
  const permits = new Map<string, Open>();
  const guard = {
    app: express().use(express.json()) as Express,
    asks: [] as Ask[],
    /** How many requests it failed to answer. */
    asksMissed: 0,
    /** It answers when so many requests for permits have come. */
    asksTogether: 1,
    /** How many asks it still answers before it has no more time for any. */
    asksLeft: Infinity,
    consumes: [] as string[],
    reports: [] as { permitId: string; outcome: string }[],
    holds: [] as Hold[],
    lifts: [] as { customerId: string; source: { key: string; version: number } }[],
    /** What it does to asks: grants, refuses with a reason, or fails. */
    answersAsks: 'grant' as 'grant' | 'refuse' | 'undecided' | 'fail',
    answersConsumes: 'consume' as 'consume' | 'refuse' | 'fail',
    answersReports: 'hear' as 'hear' | 'fail',
    /** What it has been told before of how a permit ended. */
    heardBefore: null as string | null,
    /** What happens before it is asked, and before it hears a report. */
    beforeAsks: () => Promise.resolve(),
    beforeReports: () => Promise.resolve(),
    answersHolds: 'silent' as 'silent' | 'not-silent' | 'fail',
    windowMs: 3_000,
    /** How long a permit waits to be used. */
    lifetimeMs: 60_000,
    /** Whom it refuses, whatever it does to others. */
    refuses: new Set<string>(),
    /** Why it refuses. */
    refusal: noMore as typeof noMore & { evidence?: { sources: string[] } },
    /** When it says that a refused ask would be granted. */
    nextAllowedAt: '2026-12-02T13:00:00.000Z' as string | null,
    /** What every permit says its message must carry. */
    disclosures: [] as Disclosure[],
    /** What it knows of holds when it is asked for somebody's, by customer. */
    known: new Map<string, object[]>(),
    /** Forgets what it saw, and does the ordinary thing again. */
    reset(): void {
      for (const seen of [guard.asks, guard.consumes, guard.reports, guard.holds, guard.lifts]) seen.length = 0;
      Object.assign(guard, {
        answersAsks: 'grant',
        answersConsumes: 'consume',
        answersReports: 'hear',
        heardBefore: null,
        beforeAsks: () => Promise.resolve(),
        beforeReports: () => Promise.resolve(),
        answersHolds: 'silent',
        windowMs: 3_000,
        lifetimeMs: 60_000,
        refusal: noMore,
        refuses: new Set(),
        nextAllowedAt: '2026-12-02T13:00:00.000Z',
        disclosures: [],
        asksMissed: 0,
        asksTogether: 1,
        asksLeft: Infinity,
      });
    },
  };

  const together: (() => void)[] = [];
  guard.app.post('/internal/permits', (_req, _res, next) => {
    together.push(next);
    if (together.length >= guard.asksTogether) for (const answer of together.splice(0)) answer();
  });
  guard.app.post('/internal/permits', async (req, res) => {
    await guard.beforeAsks();
    const { asks } = req.body as { asks: Ask[] };
    const isBusy = guard.answersAsks === 'fail' || asks.length > guard.asksLeft;
    if (isBusy) guard.asksMissed++;
    if (isBusy) return void res.status(503).json({ code: 'store-unavailable' });
    guard.asksLeft -= asks.length;
    guard.asks.push(...asks);
    res.json({
      answers: asks.map((ask) => {
        if (guard.answersAsks === 'undecided') return { askId: ask.askId, error: 'facts-incomplete' };
        if (guard.answersAsks === 'refuse' || guard.refuses.has(ask.customerId))
          return {
            askId: ask.askId,
            granted: false,
            decisionId: 'DC-1-A',
            blocking: [guard.refusal],
            nextAllowedAt: guard.nextAllowedAt,
          };
        const known = [...permits.values()].find(({ askId, ended }) => askId === ask.askId && ended !== 'not-started');
        if (known?.consumed) return { askId: ask.askId, error: 'already-consumed' };
        const permitId = known?.permitId ?? `PE-1-${permits.size + 1}`;
        permits.set(permitId, { ...ask, permitId, consumed: false });
        const { disclosures } = guard;
        return {
          askId: ask.askId,
          granted: true,
          permitId,
          decisionId: 'DC-1-A',
          expiresAt: new Date(Date.now() + guard.lifetimeMs).toISOString(),
          addressHash: '',
          disclosures,
        };
      }),
    });
  });
  guard.app.post('/internal/permits/consume', (req, res) => {
    if (guard.answersConsumes === 'fail') return void res.status(503).json({ code: 'store-unavailable' });
    const { permits: asked } = req.body as { permits: { permitId: string; contactId: string }[] };
    res.json({
      answers: asked.map(({ permitId, contactId }) => {
        const permit = permits.get(permitId);
        const contact = contacts.find((each) => each.contactId === contactId);
        if (guard.answersConsumes === 'refuse')
          return { permitId, consumed: false, code: 'refused', blocking: [noMore], nextAllowedAt: null };
        if (!permit || permit.consumed || !contact)
          return { permitId, consumed: false, code: permit?.consumed ? 'already-consumed' : 'unknown' };
        permit.consumed = true;
        guard.consumes.push(permit.askId);
        return { permitId, consumed: true, addressHash: addressHash(addressKey, contact), windowMs: guard.windowMs };
      }),
    });
  });
  guard.app.post('/internal/permits/report', async (req, res) => {
    await guard.beforeReports();
    if (guard.answersReports === 'fail') return void res.status(503).json({ code: 'store-unavailable' });
    const { reports } = req.body as { reports: typeof guard.reports };
    if (reports.length > atOnceMax) return void res.status(400).json({ code: 'request-invalid' });
    for (const report of reports) {
      guard.reports.push(report);
      const permit = permits.get(report.permitId);
      if (permit) permit.ended ??= guard.heardBefore ?? report.outcome; // the first word counts
    }
    res.json({});
  });
  guard.app.post('/internal/holds', (req, res) => {
    if (guard.answersHolds === 'fail') return void res.status(503).json({ code: 'store-unavailable' });
    const hold = req.body as Hold;
    const same = guard.holds.findIndex((each) => sourceOf(each) === sourceOf(hold));
    if (same === -1) guard.holds.push(hold);
    else if (hold.wait === 'silence') guard.holds[same] = hold;
    res.json({ holdId: 'HO-1-A', silent: guard.answersHolds === 'silent' });
  });
  guard.app.get('/agency/v1/holds', (req, res) => {
    res.json({ items: guard.known.get(req.query['customerId'] as string) ?? [], next: null });
  });
  guard.app.post('/internal/holds/lift', (req, res) => {
    if (guard.answersHolds === 'fail') return void res.status(503).json({ code: 'store-unavailable' });
    guard.lifts.push(req.body as (typeof guard.lifts)[number]);
    res.json({ holdId: 'HO-1-A', lifted: true });
  });
  return guard;
}
export type FakeGuard = ReturnType<typeof fakeGuard>;
