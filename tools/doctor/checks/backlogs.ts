import { duration, seen, type Check, type Finding } from '../finding.ts';

/** From which age on a backlog is a fault, and what to do about it. */
const limits: Readonly<Record<string, { maxSeconds: number; says: string; do: string }>> = {
  'evidence-unsealed': {
    maxSeconds: 120,
    says: 'evidence is not yet chained and signed',
    do: 'See its log for “evidence could not be chained”, and EVIDENCE_SIGNING_KEY.',
  },
  'compliance-log-unsealed': {
    maxSeconds: 120,
    says: 'entries of the compliance log are not yet chained',
    do: 'See its log for what its sealer says.',
  },
  'hand-overs-unknown': {
    maxSeconds: 900,
    says: 'nobody knows whether messages were sent',
    do: 'See that their provider answers questions about messages (docs/providers.md). They are never sent again blindly.',
  },
  'duties-late': {
    maxSeconds: 0,
    says: 'something the law demands is late',
    do: 'GET /agency/v1/duties?state=late lists what, and for whom. One is done by the contact, or by the fact written down (docs/facts.md), that its rule asks for.',
  },
};

/** Is what a service works off by itself worked off? */
export const backlogs: Check = ({ looks }) =>
  seen(looks).flatMap(({ service, health }) =>
    health.backlogs.flatMap(({ name, count, oldestSeconds }): Finding[] => {
      const limit = limits[name];
      if (!limit || count === 0 || (oldestSeconds ?? 0) <= limit.maxSeconds) return [];
      const since = `${count} of them or more, the oldest for ${duration(oldestSeconds ?? 0)}`;
      return [{ check: name, level: 'fault', says: `${service}: ${limit.says} (${since}).`, do: limit.do }];
    }),
  );
