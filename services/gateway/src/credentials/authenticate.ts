import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refused } from '@fairdue/refused';
import type { RequestHandler } from 'express';
import passport from 'passport';
import type { Account, Finders } from './find-account.ts';
import { strategies } from './strategies.ts';

export type Authenticate = (req: IncomingMessage, res: ServerResponse) => Promise<Account>;

const missing = () => new Refused('unauthenticated', 'credential-missing', 'A credential is required.');
const invalid = () => new Refused('unauthenticated', 'credential-invalid', 'The credential is invalid or has expired.');

/** The account behind a request, whichever way it shows its key; without a valid one it goes no further. */
export function authenticator(finders: Finders): Authenticate {
  const passports = new passport.Passport();
  const all = strategies(finders);
  for (const strategy of all) passports.use(strategy);
  const names = all.map(({ name }) => name ?? '');

  return (req, res) =>
    new Promise((resolve, reject) => {
      const { authorization, 'x-api-key': apiKey } = req.headers;
      if (authorization === undefined && apiKey === undefined) return reject(missing());
      const answer = (error: unknown, account?: Account | false | null): void => {
        if (error) return reject(error);
        if (!account) return reject(invalid());
        resolve(account);
      };
      const handle = passports.authenticate(names, { session: false }, answer) as RequestHandler;
      handle(req as Parameters<RequestHandler>[0], res as Parameters<RequestHandler>[1], reject);
    });
}
