import { z } from 'zod';
import { Id } from '@fairdue/contracts';
import type { ApiKey } from './api-key.ts';

/** A new key. `apiKey` is the secret itself: it is in this answer and nowhere else. */
export const IssuedKeyBody = z.strictObject({ apiKeyId: Id, accountId: Id, apiKey: z.string() });

export const KeyBody = z.strictObject({
  apiKeyId: Id,
  issuedAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
});
export const KeyList = z.strictObject({ items: z.array(KeyBody) });
export const RevokedKeyBody = z.strictObject({ apiKeyId: Id, revokedAt: z.iso.datetime() });

export const keyBody = ({ _id, issuedAt, revokedAt }: ApiKey): z.output<typeof KeyBody> => ({
  apiKeyId: _id,
  issuedAt: issuedAt.toISOString(),
  revokedAt: revokedAt?.toISOString() ?? null,
});
