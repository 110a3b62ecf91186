import { any, has } from '../condition.ts';
import { lawOf, type Row } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { sent } from '../words.ts';
import { atWork, bothRoles, daytime } from './after-federal.ts';

/** Anybody who collects. */
const ors = lawOf({ jurisdiction: 'US-OR', authority: 'Oregon Revised Statutes', roles: bothRoles, confidence: 'A' });

const work = {
  group: 'place',
  only: [atWork],
  category: 'consent',
  reasonCode: 'workContact',
  cite: 'ORS 646.639',
} satisfies Partial<Row>;

/** Oregon. */
export const oregonRules: readonly RuleRecord[] = [
  ors({ ...daytime, id: 'or-hours', name: 'Oregon: hours', unless: [], cite: 'ORS 646.639' }),
  ors({
    ...work,
    id: 'or-work',
    name: 'Oregon: once a week at work',
    shape: {
      kind: 'count', max: 1, window: { days: 7 }, unit: 'attempt', channels: [...sent], per: 'person', labels: ['work'],
    },
    message: 'The customer was contacted at work within seven days.',
  }),
  ors({
    ...work,
    id: 'or-work-home-first',
    partOf: 'or-work',
    name: 'Oregon: at work only who is not reached at home',
    shape: { kind: 'flag', when: [has('reachableAtHome')] },
    message: 'The customer can be reached at home.',
  }),
  ors({
    ...work,
    id: 'or-work-request',
    partOf: 'or-work',
    name: 'Oregon: never at work after a request',
    shape: { kind: 'flag', when: [any(has('workRequestOralAt'), has('workRequestWrittenAt'))] },
    message: 'The customer or the employer asked for no contact at work.',
  }),
]; // prettier-ignore
