import { z } from 'zod';
import type { Upstream, Vouched } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Trace } from '@fairdue/telemetry';
import type { Claim } from './read-token.ts';

/** `countedAs`: whose requests these are for the rate limit. The key's, or the account's when it came without one. */
export type Account = Vouched & { countedAs: string };

/** Whose credential is this? Nobody's is null; no answer is an error, never a guess. */
export type FindAccount = (credential: string, trace: Trace) => Promise<Account | null>;
export type Finders = { ofKey: FindAccount; ofToken: FindAccount };

/** What the creditor service is asked by: a key, the id of one with a token made with it, or who an OIDC issuer says it is. */
export type Credential =
  { apiKey: string } | { apiKeyId: string; tokenId: string } | { issuer: string; subject: string };

type Options = { creditor: Upstream; readToken: (token: string) => Promise<Claim | null> };

const Answer = z.object({
  accountId: z.string(),
  apiKeyId: z.string().optional(),
  permissions: z.array(z.string()),
  creditors: z.array(z.object({ creditorId: z.string() })),
});

/** Anything else was never issued: no need to ask. */
const keyForm = /^[A-Za-z0-9_-]{16,200}$/;

/** A token may do what it was made for, as far as its account still may. */
const within = (permissions: readonly string[], scopes: readonly string[] | undefined): Set<string> => {
  if (!scopes) return new Set(permissions);
  return new Set(permissions.includes('*') ? scopes : scopes.filter((scope) => permissions.includes(scope)));
};

type Question = { body: Credential; scopes?: readonly string[]; trace: Trace };

async function ask(creditor: Upstream, { body, scopes, trace }: Question): Promise<Account | null> {
  try {
    const { accountId, apiKeyId, permissions, creditors } = await creditor.call({
      method: 'POST',
      path: '/internal/credentials',
      body,
      trace,
      idempotent: true,
      schema: Answer,
    });
    const creditorIds = creditors.map(({ creditorId }) => creditorId);
    return { accountId, countedAs: apiKeyId ?? accountId, permissions: within(permissions, scopes), creditorIds };
  } catch (error) {
    if (error instanceof Refused && error.kind === 'not-found') return null;
    throw error;
  }
}

/** Asks the creditor service, of a token whose key it was made with or who its issuer says it is. */
export const accountFinders = ({ creditor, readToken }: Options): Finders => ({
  ofKey: async (apiKey, trace) => (keyForm.test(apiKey) ? ask(creditor, { body: { apiKey }, trace }) : null),
  async ofToken(token, trace) {
    const claim = await readToken(token);
    if (!claim) return null;
    const { credential: body, scopes } = claim;
    return ask(creditor, { body, trace, ...(scopes && { scopes }) });
  },
});
