import type { Operation } from '@fairdue/http';
import { deadLetterOperations, faultyJobOperations, healthOperations } from '@fairdue/service';
import { backTestOperations } from './back-tests/back-test.operations.ts';
import { decisionOperations } from './decisions/decision.operations.ts';
import { dutyOperations } from './duties/duty.operations.ts';
import { evidenceOperations } from './evidence/evidence.operations.ts';
import { calendarOperations } from './people/calendar.operations.ts';
import { factOperations } from './people/fact.operations.ts';
import { holdOperations } from './holds/hold.operations.ts';
import { versionOperations } from './rules/versions/version.operations.ts';
import { importOperations } from './imports/import.operations.ts';
import { ruleOperations } from './rules/rule.operations.ts';

/** What a client may ask of this service. */
export const operations: readonly Operation[] = [
  ...decisionOperations,
  ...ruleOperations,
  ...versionOperations,
  ...backTestOperations,
  ...holdOperations,
  ...evidenceOperations,
  ...calendarOperations,
  ...dutyOperations,
  ...factOperations,
  ...importOperations,
  ...deadLetterOperations('compliance-guard'),
  ...faultyJobOperations('compliance-guard'),
  ...healthOperations('compliance-guard'),
];
