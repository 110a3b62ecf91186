/** What the screens read of campaigns. */

export type Slot = { slot: number; date: string; windowStart: string; windowEnd: string; channel: string };
export type Schedule = { startDate: string; timeZone: string; slots: readonly Slot[] };

export type Campaign = {
  id: string;
  documentId: string;
  state: string;
  active: boolean;
  tone: string;
  cadence: string;
  pauseReason: string | null;
  endReason: string | null;
  schedule: Schedule | null;
  warnings: readonly string[];
  nextTouchAt: string | null;
  touchesPlanned: number;
  touchesSent: number;
  touchesBlocked: number;
  touchesSkipped: number;
  personId: string | null;
  portfolioId: string | null;
  arm: string | null;
  createdAt: string;
};

export type Touch = {
  id: string;
  slot: number;
  channel: string;
  dueAt: string;
  windowStart: string;
  windowEnd: string;
  state: string;
  attempts: number;
  lastDecision: {
    at: string;
    result: boolean;
    ruleId: string | null;
    reasons: readonly string[];
    nextAllowedAt: string | null;
  } | null;
  sentAt: string | null;
  outcomeReason: string | null;
};

export type Arm = {
  name: string;
  share: number;
  sms: boolean;
  email: boolean;
  call: boolean;
  tone: string;
  cadence: string;
};
export type Portfolio = {
  id: string;
  name: string | null;
  state: string;
  active: boolean;
  arms: readonly Arm[];
  progress: {
    state: string;
    share: number;
    examined: number;
    matched: number;
    started: number;
    skipped: Readonly<Record<string, number>>;
  };
  membersFollowing: boolean;
  createdAt: string;
};

export type Share = { count: number; share: number | null; low: number | null; high: number | null };
export type Result = {
  arm: string;
  customers: number;
  documents: number;
  contacts: number;
  paidCents: number;
  contacted: Share;
  reached: Share;
  optedOut: Share;
  paid: Share;
  centsPerContact: { value: number; low: number | null; high: number | null } | null;
};

type Figure = { value: number; low: number; high: number };
export type Preview = {
  isEstimate: boolean;
  examined: number;
  matched: Figure;
  starting: Figure;
  skipped: Readonly<Record<string, Figure>>;
  arms: readonly { name: string; share: number; documents: Figure; warnings: readonly string[] }[];
  calendar: readonly { date: string; touches: Figure; sms: number; email: number; call: number }[];
};
