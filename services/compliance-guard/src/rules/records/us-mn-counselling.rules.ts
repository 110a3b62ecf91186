import { has, not } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';

const stat = lawOf({ jurisdiction: 'US-MN', authority: 'Minnesota Statutes' });

/** Minnesota: the commissioner's sheet on counselling. */
export const minnesotaCounsellingRules: readonly RuleRecord[] = [
  stat({
    id: 'mn-counselling-sheet',
    name: 'Minnesota: the commissioner’s sheet with the first written message',
    group: 'content',
    channels: ['mail', 'email', 'text'],
    only: [not(has('firstWrittenCommunicationAt'))],
    shape: { kind: 'disclose', slots: ['mn_counselling_sheet'] },
    cite: 'Minn. Stat. 332.365',
  }),
];
