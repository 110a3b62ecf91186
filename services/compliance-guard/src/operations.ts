import type { Operation } from '@fairdue/http';
import { deadLetterOperations } from '@fairdue/service';
import { decisionOperations } from './decisions/decision.operations.ts';
import { evidenceOperations } from './evidence/evidence.operations.ts';
import { calendarOperations } from './people/calendar.operations.ts';
import { factOperations } from './people/fact.operations.ts';
import { holdOperations } from './holds/hold.operations.ts';
import { importOperations } from './imports/import.operations.ts';
import { ruleOperations } from './rules/rule.operations.ts';

/** What a client may ask of this service. */
export const operations: readonly Operation[] = [
  ...decisionOperations,
  ...ruleOperations,
  ...holdOperations,
  ...evidenceOperations,
  ...calendarOperations,
  ...factOperations,
  ...importOperations,
  ...deadLetterOperations('compliance-guard'),
];
