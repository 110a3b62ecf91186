import type { ActivityType, PlacedActivity } from '../activity/activity.ts';

/** Encrypted, with the key's id. `until`: a secret that was replaced still signs until then. */
export type SealedSecret = { keyId: string; sealed: string; until: Date | null };

/**
 * Where an account wants its activity sent. Events go in their order, one after the other: `position` is the place up to
 * which all are settled. `failing`: an event was given up, and none has come through since.
 */
export type Webhook = {
  _id: string;
  creditorId: string;
  url: string;
  description: string | null;
  /** null: all of them. */
  types: ActivityType[] | null;
  state: 'active' | 'failing' | 'paused';
  /** Newest first. */
  secrets: SealedSecret[];
  position: number;
  /** When a person last said where to begin: nothing is given up within three days of that. */
  since: Date;
  /** Grows with every change by a person: work begun before it moves nothing. */
  revision: number;
  /** A timer runs it. Only one that sleeps is woken by new activity. */
  awake: boolean;
  /** Attempts in a row that failed, and why the last one did. */
  failures: number;
  cause: string | null;
  createdAt: Date;
  updatedAt: Date;
};

/** What became of one attempt. `status` is null when nothing was answered. */
export type Attempt = {
  activity: PlacedActivity;
  at: Date;
  status: number | null;
  /** At most 1 kB of what was answered. */
  answer: string | null;
  /** null: delivered. */
  cause: string | null;
};

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
const pausesMs = [5 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 8 * hour];

/** How long to wait after so many failures in a row. */
export const pauseMs = (failures: number): number =>
  pausesMs[Math.min(Math.max(failures, 1), pausesMs.length) - 1] ?? hour;

const triedForMs = 72 * hour;

/** When an event that does not come through is given up. */
export const giveUpAt = ({ since }: Pick<Webhook, 'since'>, { at }: Pick<PlacedActivity, 'at'>): Date =>
  new Date(Math.max(since.getTime(), at.getTime()) + triedForMs);

const asksForTime = new Set([408, 425, 429]);

/**
 * A receiver that is there and will not have this event: later ones need not wait for it. Any other failure is the
 * receiver's own, and the order is kept.
 */
export const isRefusal = ({ status }: Pick<Attempt, 'status'>): boolean =>
  status !== null && status >= 400 && status < 500 && !asksForTime.has(status);

/** What one round of a webhook did, and what it saw. */
export type Round = {
  attempts: readonly Attempt[];
  /** What was there to send, from the position on, in order. */
  page: readonly PlacedActivity[];
  /** The whole feed up to this place was looked at, when the page was sent whole. */
  lookedTo: number;
  /** May one that is refused stand aside, to be tried on its own? */
  mayStandAside: boolean;
};

export type Settled = {
  webhook: Webhook;
  aside: Attempt[];
  /** Tried last and not through; its turn comes again. */
  waiting: Attempt | null;
  /** Given up, some of them without ever having been tried: the receiver was away for as long as they waited. */
  givenUp: PlacedActivity[];
  next: 'now' | 'later' | 'when-woken';
};

/** Where a webhook stands after a round. */
export function settled(before: Webhook, { attempts, page, lookedTo, mayStandAside }: Round, now: Date): Settled {
  const stuckAt = attempts.findIndex((each) => each.cause !== null && !(mayStandAside && isRefusal(each)));
  const through = stuckAt === -1 ? attempts : attempts.slice(0, stuckAt);
  const aside = through.filter(({ cause }) => cause !== null);
  const isAlive = through.some(({ cause }) => cause === null);
  const position = Math.max(before.position, through.at(-1)?.activity.seq ?? 0);
  const alive: Webhook = {
    ...before,
    position,
    updatedAt: attempts.length > 0 ? now : before.updatedAt,
    ...(isAlive && { failures: 0, cause: null, state: 'active' as const }),
  };

  const stuck = attempts[stuckAt];
  if (!stuck) {
    const isWhole = attempts.length === page.length;
    const webhook = isWhole ? { ...alive, position: Math.max(position, lookedTo) } : alive;
    return { webhook, aside, waiting: null, givenUp: [], next: isWhole ? 'when-woken' : 'now' };
  }

  const behind = page.filter(({ seq }) => seq >= stuck.activity.seq);
  const kept = behind.findIndex((each) => giveUpAt(before, each) > now);
  const givenUp = kept === -1 ? behind : behind.slice(0, kept);
  const webhook: Webhook = {
    ...alive,
    position: givenUp.at(-1)?.seq ?? position,
    failures: alive.failures + 1,
    cause: stuck.cause,
    ...(givenUp.length > 0 && { state: 'failing' as const }),
  };
  return { webhook, aside, waiting: givenUp.length > 0 ? null : stuck, givenUp, next: 'later' };
}
