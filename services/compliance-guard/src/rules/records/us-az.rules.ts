import { has } from '../condition.ts';
import { lawOf } from '../law.ts';
import type { RuleRecord } from '../rule.ts';
import { ceased, throughAttorney } from './after-federal.ts';

/** Collection agencies. */
const aac = lawOf({ jurisdiction: 'US-AZ', authority: 'Arizona Administrative Code' });

const amendedOn = '2023-10-02';

/** Arizona. */
export const arizonaRules: readonly RuleRecord[] = [
  aac({
    ...throughAttorney,
    id: 'az-attorney',
    name: 'Arizona: represented by attorney',
    unless: [has('attorneyDenied')],
    cite: 'A.A.C. R20-4-1513(A)',
    effectiveFrom: amendedOn,
  }),
  aac({
    ...ceased,
    id: 'az-cease',
    name: 'Arizona: cease communication',
    cite: 'A.A.C. R20-4-1513(B)-(D)',
    effectiveFrom: amendedOn,
  }),
  aac({
    id: 'az-identify',
    name: 'Arizona: a debt collector says so',
    group: 'content',
    shape: { kind: 'disclose', slots: ['az_debt_collector'] },
    cite: 'A.A.C. R20-4-1520(B)',
  }),
];
