import { z } from 'zod';
import { aesKeys, flag, wholeNumber } from '@fairdue/config';

const keyBytes = 32;

const key = (text: string): Buffer => Buffer.from(text, 'base64');
const isKey = (text: string): boolean => key(text).length === keyBytes;

export const recoverConfig = z.object({
  SSN_KEYS: aesKeys().describe(
    'AES-256 keys of social security numbers, as `id:base64`, comma-separated. The first encrypts, all decrypt.',
  ),
  SSN_INDEX_KEY: z
    .string()
    .refine(isKey, 'must be 32 bytes in base64')
    .transform(key)
    .describe('HMAC key by which equal social security numbers are found (base64, 32 bytes). Never changes.'),
  CUSTOMERS_PER_REQUEST_MAX: wholeNumber(1, 10_000).default(1_000).describe('Customers that one placement may hold.'),
  CUSTOMERS_PER_TRANSACTION: wholeNumber(1, 1_000)
    .default(500)
    .describe('Customers of a batch that are stored together.'),
  BLOCKED_STATES: z
    .string()
    .regex(/^([A-Za-z]{2}(,[A-Za-z]{2})*)?$/, 'must be two-letter states, comma-separated')
    .default('')
    .transform((text) => text.toUpperCase().split(',').filter(Boolean))
    .describe(
      'States in which the agency does not collect, e.g. `NV,UT`: it takes no payment and starts no plan there, and debts say so.',
    ),
  RETENTION_YEARS: wholeNumber(3, 30)
    .default(3)
    .describe(
      'Years for which records are kept after the last collection activity; the law (12 CFR 1006.100) wants three.',
    ),
  RETENTION_ERASES: flag()
    .prefault('false')
    .describe('Erase customers by itself, in a round a day, when RETENTION_YEARS are over and no legal hold stands.'),
  PLAN_GRACE_DAYS: wholeNumber(0, 365)
    .default(5)
    .describe('Days after its due date on which an installment of a payment plan still counts as on time.'),
  PLAN_BREAK_AFTER_LATE_DAYS: wholeNumber(1, 3_650)
    .default(30)
    .describe('Days that an installment may be late before its payment plan is revoked.'),
});
export type RecoverConfig = z.output<typeof recoverConfig>;
