import { createHash, randomBytes } from 'node:crypto';

/** The key itself is never stored: `hash` finds it again. */
export type ApiKey = { _id: string; accountId: string; hash: string; issuedAt: Date; revokedAt: Date | null };

/** 256 random bits. The prefix lets a scanner of leaked secrets recognise it. */
export const newSecret = (): string => `fd_${randomBytes(32).toString('base64url')}`;

/**
 * Plain SHA-256, and that is enough: a slow, salted hash protects passwords because people choose guessable ones. 256
 * random bits cannot be guessed from their hash, and every request looks a key up by it.
 */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
