import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { Refused } from '@fairdue/refused';
import passport from 'passport';
import { Strategy as BearerStrategy, type VerifyFunction } from 'passport-http-bearer';
import { requestFacts, type Caller } from './caller.ts';
import { auditHeader, creditorHeader } from './headers.ts';
import type { Identity, Vouched } from './identity.ts';

const auditLengthMax = 1_024;

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

function callerOf(vouched: Vouched, req: IncomingMessage): Caller {
  const creditor = one(req.headers[creditorHeader])?.trim();
  const audit = one(req.headers[auditHeader])?.trim().slice(0, auditLengthMax);
  return {
    ...vouched,
    requestId: requestFacts(req).requestId ?? '',
    ...(creditor && { headerCreditorId: creditor }),
    ...(audit && { auditDescription: audit }),
  };
}

/** The strategy reads tokens from bodies and query strings too (RFC 6750 2.2, 2.3). Ours come in the header, or not at all. */
class HeaderBearerStrategy extends BearerStrategy<VerifyFunction> {
  override authenticate(req: Parameters<BearerStrategy<VerifyFunction>['authenticate']>[0]): void {
    super.authenticate({ headers: { authorization: req.headers.authorization } } as typeof req);
  }
}

/** Lets in what the gateway or another service vouches for, and nothing else. */
export function authenticateInternal(identity: Identity): RequestHandler {
  const passports = new passport.Passport();
  passports.use(
    new HeaderBearerStrategy((token, done) => {
      identity.verify(token).then(
        (vouched) => done(null, vouched),
        (error: unknown) => (error instanceof Refused ? done(null, false) : done(error)),
      );
    }),
  );
  return (req, res, next) => {
    const missing = req.headers.authorization === undefined;
    const answer = (error: unknown, vouched?: Vouched | false | null): void => {
      if (error) return next(error);
      if (!vouched)
        return next(
          missing
            ? new Refused('unauthenticated', 'credential-missing', 'A credential is required.')
            : new Refused('unauthenticated', 'credential-invalid', 'The credential is invalid or has expired.'),
        );
      requestFacts(req).caller = callerOf(vouched, req);
      next();
    };
    (passports.authenticate('bearer', { session: false }, answer) as RequestHandler)(req, res, next);
  };
}
