import type { KeyObject } from 'node:crypto';
import { Refused } from '@fairdue/refused';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Caller } from './caller.ts';
import { keyIdOf, publicKeyOf } from './signing-keys.ts';

/** What a token vouches for. Request id and the client's own words travel beside it: they grant nothing. */
export type Vouched = Pick<Caller, 'accountId' | 'permissions' | 'creditorIds' | 'service'>;

export type Identity = {
  readonly service: string;
  /** Whom a token for this service vouches for. Anything wrong with it is 401. */
  verify(token: string): Promise<Vouched>;
  /** A token for one other service that says: this caller, vouched for by us. */
  tokenFor(audience: string, caller: Vouched): Promise<string>;
  /** A token for one other service that says: we ask on our own. */
  serviceToken(audience: string, creditorIds?: readonly string[]): Promise<string>;
};

export type IdentityOptions = {
  service: string;
  signingKey: KeyObject;
  /** Public keys besides our own. While keys rotate, the old and the new. */
  trustedKeys?: readonly KeyObject[];
  /** Real time: token lifetimes never follow the business clock. */
  nowMs?: () => number;
};

const lifetimeSeconds = 60;
const toleranceSeconds = 5;
const reuseMs = 5_000;
const cachedMax = 10_000;

const Claims = z.object({
  acc: z.string().min(1),
  per: z.array(z.string()),
  crs: z.array(z.string()),
  svc: z.string().optional(),
  exp: z.number(),
});

type Signed = { token: Promise<string>; until: number };

const notTrusted = (): Refused =>
  new Refused('unauthenticated', 'credential-invalid', 'The credential is invalid or has expired.');

/** The oldest entry goes first when full: a cache of seconds needs no better order. */
function remember<T>(cache: Map<string, T>, key: string, value: T): void {
  if (cache.size >= cachedMax) cache.delete(cache.keys().next().value as string);
  cache.set(key, value);
}

const names = new WeakMap<Vouched, string>();

/** All that a token says of a caller. One caller asks many times: its name is written once. */
function nameOf(caller: Vouched): string {
  const known = names.get(caller);
  if (known !== undefined) return known;
  const { accountId, service = '', permissions, creditorIds } = caller;
  const name = JSON.stringify([accountId, service, [...permissions], creditorIds]);
  names.set(caller, name);
  return name;
}

/**
 * Tokens between our own processes: Ed25519, for one audience, 60 s. Signing and checking cost more than the rest of
 * a proxied request, so both sides reuse a token and its answer for a few seconds.
 */
export function createIdentity(options: IdentityOptions): Identity {
  const { service, signingKey, trustedKeys = [], nowMs = Date.now } = options;
  const keyId = keyIdOf(signingKey);
  const trusted = new Map([publicKeyOf(signingKey), ...trustedKeys].map((key) => [keyIdOf(key), key]));
  const signed = new Map<string, Map<string, Signed>>();
  const verified = new Map<string, { vouched: Vouched; until: number }>();

  async function check(token: string): Promise<{ vouched: Vouched; until: number }> {
    const keyOf = ({ kid }: { kid?: string }): KeyObject => {
      const key = trusted.get(kid ?? '');
      if (!key) throw notTrusted();
      return key;
    };
    const { payload } = await jwtVerify(token, keyOf, {
      algorithms: ['EdDSA'],
      audience: service,
      requiredClaims: ['iss', 'exp', 'iat'],
      maxTokenAge: lifetimeSeconds,
      clockTolerance: toleranceSeconds,
      currentDate: new Date(nowMs()),
    });
    const { acc, per, crs, svc, exp } = Claims.parse(payload);
    const vouched = { accountId: acc, permissions: new Set(per), creditorIds: crs, ...(svc && { service: svc }) };
    return { vouched, until: Math.min(nowMs() + reuseMs, exp * 1_000) };
  }

  const sign = (
    { accountId, permissions, creditorIds, service: asking }: Vouched,
    audience: string,
  ): Promise<string> => {
    const issuedAt = Math.floor(nowMs() / 1_000);
    return new SignJWT({ acc: accountId, per: [...permissions], crs: [...creditorIds], ...(asking && { svc: asking }) })
      .setProtectedHeader({ alg: 'EdDSA', kid: keyId })
      .setIssuer(service)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetimeSeconds)
      .sign(signingKey);
  };

  const identity: Identity = {
    service,
    async verify(token) {
      const known = verified.get(token);
      if (known && known.until > nowMs()) return known.vouched;
      verified.delete(token);
      const fresh = await check(token).catch(() => {
        throw notTrusted();
      });
      remember(verified, token, fresh);
      return fresh.vouched;
    },
    tokenFor(audience, caller) {
      const name = nameOf(caller);
      const forAudience = signed.get(audience) ?? new Map<string, Signed>();
      const known = forAudience.get(name);
      if (known && known.until > nowMs()) return known.token;
      const token = sign(caller, audience);
      signed.set(audience, forAudience);
      forAudience.delete(name);
      remember(forAudience, name, { token, until: nowMs() + reuseMs });
      return token;
    },
    serviceToken: (audience, creditorIds = []) =>
      identity.tokenFor(audience, { accountId: `service:${service}`, permissions: new Set(), creditorIds, service }),
  };
  return identity;
}
