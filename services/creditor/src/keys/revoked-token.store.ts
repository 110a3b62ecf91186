import { collection, type Connection } from '@fairdue/store';

/** An access token that was given back before it ended. Real time, not business time. */
type RevokedToken = { _id: string; expiresAt: Date };

/** Known by the token's own id; the row goes when the token would have ended by itself. */
export const revokedTokens = collection<RevokedToken>(
  'revokedTokens',
  { expiresAt: Date },
  { tenant: false, indexes: [[{ expiresAt: 1 }, { expireAfterSeconds: 0 }]] },
);

export async function rememberRevoked(db: Connection, tokenId: string, expiresAt: Date): Promise<void> {
  await revokedTokens(db).updateOne({ _id: tokenId }, { $setOnInsert: { expiresAt } }, { upsert: true });
}

export const isRevoked = async (db: Connection, tokenId: string): Promise<boolean> =>
  (await revokedTokens(db).exists({ _id: tokenId })) !== null;
