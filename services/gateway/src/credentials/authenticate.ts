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
  for (const strategy of strategies(finders)) passports.use(strategy);

  const accountBy = (names: string[], req: IncomingMessage, res: ServerResponse): Promise<Account> =>
    new Promise((resolve, reject) => {
      const answer = (error: unknown, account?: Account | false | null): void => {
        if (error) return reject(error);
        if (!account) return reject(invalid());
        resolve(account);
      };
      const handle = passports.authenticate(names, { session: false }, answer) as RequestHandler;
      handle(req as Parameters<RequestHandler>[0], res as Parameters<RequestHandler>[1], reject);
    });

  /** Two credentials have to be of one account, and both valid: nobody can say which of them a client meant. */
  return async (req, res) => {
    const { authorization, 'x-api-key': apiKey } = req.headers;
    if (authorization === undefined && apiKey === undefined) throw missing();
    if (authorization === undefined) return accountBy(['api-key'], req, res);
    const account = await accountBy(['basic', 'bearer'], req, res);
    if (apiKey === undefined) return account;
    const other = await accountBy(['api-key'], req, res);
    if (other.accountId !== account.accountId) throw invalid();
    return account;
  };
}
