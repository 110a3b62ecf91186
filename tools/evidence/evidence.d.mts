import type { Verification, VerificationOptions } from './verification.mjs';

export function verifyEvidence(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  options?: VerificationOptions,
): Promise<Verification>;
