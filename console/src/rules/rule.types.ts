import type { Who } from '../customers/customer.types.ts';
import type { Citation } from '../parts/show.tsx';

export type HeldRule = {
  ruleId: string;
  ruleVersion: number;
  name: string;
  jurisdiction: string;
  enforcement: string;
  category: string;
  message: string | null;
  citations: readonly Citation[];
  channels: readonly string[];
};

export type Version = {
  ruleId: string;
  version: number;
  creditorId: string | null;
  state: 'shipped' | 'proposed' | 'activated' | 'withdrawn';
  record:
    | (Readonly<Record<string, unknown>> & { name: string; citations: readonly Citation[]; message: string | null })
    | null;
  proposedBy: Who | null;
  proposedAt: string | null;
  activatedBy: Who | null;
  effectiveAt: string | null;
  withdrawnBy: Who | null;
};

export type BackTest = {
  backTestId: string;
  proposals: readonly { ruleId: string; version: number }[];
  from: string;
  to: string;
  state: 'running' | 'done';
  progress: { done: number; of: number | null };
  counts: {
    decisions: number;
    contacts: number;
    newlyBlocked: number;
    newlyAllowed: number;
    violations: number;
    unjudged: number;
  };
};

export type Finding = {
  finding: string;
  at: string;
  customerId: string;
  decisionId: string | null;
  channel: string;
  theme: string;
  ruleIds: readonly string[];
};
