import { Router } from 'express';
import { z } from 'zod';
import { read } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import type { Connection } from '@fairdue/store';
import { permissionsOf } from '../accounts/account.ts';
import { findAccount } from '../accounts/account.store.ts';
import { findSubject } from '../accounts/subject.store.ts';
import { hashOf, type ApiKey } from './api-key.ts';
import { findKey, findKeyByHash } from './api-key.store.ts';
import { isRevoked } from './revoked-token.store.ts';

/** The key itself, the id of the key that an access token was made with and of the token, or who an OIDC issuer says it is. */
const Body = z.union([
  z.object({ apiKey: z.string().min(1).max(500) }),
  z.object({ apiKeyId: z.string().min(1).max(100), tokenId: z.string().min(1).max(100).optional() }),
  z.object({ issuer: z.string().max(500), subject: z.string().max(255) }),
]);
type Credential = z.output<typeof Body>;

const ofKey = (key: ApiKey | null) =>
  key && !key.revokedAt ? { accountId: key.accountId, apiKeyId: key._id } : undefined;

async function ownerOf(db: Connection, credential: Credential) {
  if ('apiKey' in credential) return ofKey(await findKeyByHash({ db }, hashOf(credential.apiKey)));
  if ('apiKeyId' in credential) {
    const { apiKeyId, tokenId } = credential;
    if (tokenId !== undefined && (await isRevoked(db, tokenId))) return undefined;
    return ofKey(await findKey({ db }, apiKeyId));
  }
  const linked = await findSubject({ db }, credential);
  return linked ? { accountId: linked.accountId } : undefined;
}

/** Whose credential is this, and what may they do? Unknown, revoked, and of a closed account look the same. */
export const checkCredentialRoute = ({ db }: Deps) =>
  Router().post('/internal/credentials', async (req, res) => {
    const owner = await ownerOf(db, read(Body, req.body));
    const account = owner ? await findAccount({ db }, owner.accountId) : null;
    if (!owner || !account || account.closedAt)
      throw new Refused('not-found', 'credential-unknown', 'No account has that credential.');
    res.json({
      ...owner,
      permissions: permissionsOf(account),
      creditors: account.creditorIds.map((creditorId) => ({ creditorId })),
    });
  });
