import type { RuleRecord } from '../rule.ts';
import { platformRules } from './platform.rules.ts';
import { federalRules } from './us.rules.ts';

/** Every record, in the order in which rules of one group are named: the platform's, federal law, then the states'. */
export const allRecords: readonly RuleRecord[] = [...platformRules, ...federalRules];
