import { decodeJwt, errors } from 'jose';
import { Unavailable } from '@fairdue/refused';
import type { AccessTokens } from './access-tokens.ts';
import type { Credential } from './find-account.ts';
import type { OidcIssuers } from './oidc-issuers.ts';

/** What a token that is in order says: whose it is, and what it is limited to. */
export type Claim = { credential: Credential; scopes?: readonly string[] };

/** Three parts of base64url. Keys of ours have no dots. */
export const isToken = (text: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text);

/** What jose says of a token that is wrong: anything else means that it could not be checked. */
const faults: ReadonlySet<string> = new Set([
  errors.JWTClaimValidationFailed.code,
  errors.JWTExpired.code,
  errors.JOSEAlgNotAllowed.code,
  errors.JOSENotSupported.code,
  errors.JWSInvalid.code,
  errors.JWTInvalid.code,
  errors.JWSSignatureVerificationFailed.code,
  errors.JWKSNoMatchingKey.code,
  errors.JWKSMultipleMatchingKeys.code,
]);
const isFault = (error: unknown): boolean => faults.has((error as { code?: string } | null)?.code ?? '');

/**
 * Reads an access token of ours or a token of a configured issuer. Who issued it only chooses the keys it is checked
 * with. A wrong one is nobody's; one whose issuer's keys cannot be had is neither right nor wrong.
 */
export const tokenReader =
  (ours: AccessTokens, issuers: OidcIssuers) =>
  async (token: string): Promise<Claim | null> => {
    try {
      const { iss = '' } = decodeJwt(token);
      if (iss === ours.issuer) return await ours.read(token);
      return await issuers.read(iss, token);
    } catch (error) {
      if (isFault(error)) return null;
      throw new Unavailable('issuer-unavailable', 'The issuer of that token cannot be asked at present.', 2, {
        cause: error,
      });
    }
  };
