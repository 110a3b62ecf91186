import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Claim } from './read-token.ts';

/** An OIDC issuer whose tokens are believed, for this audience, when signed with a key of its key set. */
export type OidcIssuer = { issuer: string; audience: string; jwksUrl: string };

export type OidcIssuers = { read(issuer: string, token: string): Promise<Claim | null> };

/** `issuer,audience,jwks-url`, with white space between several. */
export const readOidcIssuers = (text: string): OidcIssuer[] =>
  text
    .split(/\s+/)
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [issuer = '', audience = '', jwksUrl = ''] = entry.split(',');
      return { issuer, audience, jwksUrl };
    });

/** Signatures with a public key only: `none` and shared secrets never pass, whatever the key set says. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/**
 * A token signed with a key not seen yet makes us fetch the issuer's key set again, so that a rotation needs nothing from
 * us; made-up key names cause one such fetch in five seconds. A key that is withdrawn is believed ten minutes at most.
 */
const keySetOptions = { cooldownDuration: 5_000, cacheMaxAge: 600_000, timeoutDuration: 3_000 };

export function oidcIssuers(configured: readonly OidcIssuer[], options = keySetOptions): OidcIssuers {
  const known = new Map(
    configured.map((each) => [each.issuer, { ...each, keys: createRemoteJWKSet(new URL(each.jwksUrl), options) }]),
  );
  return {
    async read(issuer, token) {
      const from = known.get(issuer);
      if (!from) return null;
      const { payload } = await jwtVerify(token, from.keys, {
        algorithms,
        issuer,
        audience: from.audience,
        requiredClaims: ['sub', 'exp'],
      });
      return { credential: { issuer, subject: payload.sub ?? '' } };
    },
  };
}
