import { wholeNumber } from '@fairdue/config';
import { z } from 'zod';

/** The guard's own variables. */
export const guardConfig = z.object({
  ADDRESS_HASH_KEY: z
    .string()
    .min(32)
    .describe('Key of the hashes by which permits name addresses. The communicator has the same one.'),
  PERMIT_LIFETIME_SECONDS: wholeNumber(1, 86_400)
    .default(60)
    .describe('How long a permit that nobody uses keeps its slot (s).'),
  CALL_PERMIT_LIFETIME_SECONDS: wholeNumber(1, 86_400)
    .default(900)
    .describe('The same of a call, which waits at its dialer until somebody is free to make it (s).'),
  SILENCE_AFTER_MS: wholeNumber(50, 60_000)
    .default(5_000)
    .describe('When a hand-over that nobody reported on cannot begin any more, after a hold was committed (ms).'),
  FACTS_STALE_AFTER_SECONDS: wholeNumber(0, 86_400)
    .default(60)
    .describe('Without a sign of life from a publisher for so long, nobody is let through (s). 0 watches nothing.'),
  GUARD_TRANSACTIONS_MAX: wholeNumber(1, 64)
    .default(4)
    .describe('Transactions that decide at the same time, each about many customers.'),
  EVIDENCE_SIGNING_KEY: z
    .string()
    .describe(
      'Private Ed25519 key (PKCS#8 DER, base64) that signs evidence. Every replica has the same one; old public keys stay known.',
    ),
  DUTY_ALARM_HOURS: wholeNumber(1, 720)
    .default(48)
    .describe('How long before a duty is late it is told of, while it is open (h).'),
  EVIDENCE_SEAL_EVERY_MS: wholeNumber(20, 60_000).default(1_000).describe('How often new evidence is chained (ms).'),
});
export type GuardConfig = z.output<typeof guardConfig>;
