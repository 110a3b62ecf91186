import type { RuleRecord } from '../rule.ts';
import { platformRules } from './platform.rules.ts';
import { regulationFContentRules } from './us-content.rules.ts';
import { federalPersonRules } from './us-persons.rules.ts';
import { telephoneRules } from './us-telephone.rules.ts';
import { regulationFRules } from './us.rules.ts';

/** Every record, in the order in which rules of one group are named: the platform's, federal law, then the states'. */
export const allRecords: readonly RuleRecord[] = [
  ...platformRules,
  ...federalPersonRules,
  ...regulationFRules,
  ...telephoneRules,
  ...regulationFContentRules,
];
