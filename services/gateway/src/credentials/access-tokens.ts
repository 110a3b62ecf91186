import { randomUUID, type KeyObject } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { keyIdOf, publicKeyOf } from '@fairdue/http';
import type { Claim } from './read-token.ts';

/** Tokens that a client gets for its key, to show instead of it for a while (RFC 6749 4.4, RFC 9068). */
export type AccessTokens = {
  readonly issuer: string;
  readonly lifetimeSeconds: number;
  issue(made: { accountId: string; apiKeyId: string; scopes?: readonly string[] }): Promise<string>;
  read(token: string): Promise<OwnClaim | null>;
};

/** What a token of ours says beside whose it is: which one it is, and when it ends by itself. */
export type OwnClaim = Claim & { tokenId: string; expiresAt: Date };

type Options = { signingKey: KeyObject; trustedKeys: readonly KeyObject[]; lifetimeSeconds: number };

/** Neither is the name of a service, so that no service takes one of these for a token between services, nor we theirs. */
const issuer = 'fairdue';
const audience = 'fairdue';
const type = 'at+jwt';

const Claims = z.object({ client_id: z.string(), scope: z.string().optional(), jti: z.string(), exp: z.number() });

/**
 * A token names the key it was made with and is worth as much as that key is: both are asked for anew every two seconds,
 * so a token dies with its key, or when it is given back. It is signed with the key of this process; while keys rotate, the old one is trusted too.
 */
export function accessTokens({ signingKey, trustedKeys, lifetimeSeconds }: Options): AccessTokens {
  const keys = new Map([publicKeyOf(signingKey), ...trustedKeys].map((key) => [keyIdOf(key), key]));
  const kid = keyIdOf(signingKey);
  const own = publicKeyOf(signingKey);

  return {
    issuer,
    lifetimeSeconds,
    issue: ({ accountId, apiKeyId, scopes }) =>
      new SignJWT({ client_id: apiKeyId, ...(scopes && { scope: scopes.join(' ') }) })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: type })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(accountId)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime(`${lifetimeSeconds} s`)
        .sign(signingKey),
    async read(token) {
      const { payload } = await jwtVerify(token, (header) => keys.get(header.kid ?? '') ?? own, {
        algorithms: ['EdDSA'],
        issuer,
        audience,
        typ: type,
        requiredClaims: ['sub', 'exp'],
      });
      const claims = Claims.safeParse(payload);
      if (!claims.success) return null;
      const { client_id: apiKeyId, scope, jti: tokenId, exp } = claims.data;
      return {
        credential: { apiKeyId, tokenId },
        tokenId,
        expiresAt: new Date(exp * 1_000),
        ...(scope !== undefined && { scopes: scope.split(' ') }),
      };
    },
  };
}
