import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Upstream, Vouched } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Claim } from './read-token.ts';

/** `countedAs`: whose requests these are for the rate limit. The key's, or the account's when it came without one. */
export type Account = Vouched & { countedAs: string };

/** Whose credential is this? Nobody's is null; no answer is an error, never a guess. */
export type FindAccount = (credential: string) => Promise<Account | null>;
export type Finders = { ofKey: FindAccount; ofToken: FindAccount };

/** What the creditor service is asked by: a key, the id of one, or who an OIDC issuer says it is. */
export type Credential = { apiKey: string } | { apiKeyId: string } | { issuer: string; subject: string };

type Options = { creditor: Upstream; readToken: (token: string) => Promise<Claim | null>; rememberMs: number };

const Answer = z.object({
  accountId: z.string(),
  apiKeyId: z.string().optional(),
  permissions: z.array(z.string()),
  creditors: z.array(z.object({ creditorId: z.string() })),
});

/** Anything else was never issued: no need to ask. */
const keyForm = /^[A-Za-z0-9_-]{16,200}$/;
const rememberedMax = 10_000;

/** A token may do what it was made for, as far as its account still may. */
const within = (permissions: readonly string[], scopes: readonly string[] | undefined): Set<string> => {
  if (!scopes) return new Set(permissions);
  return new Set(permissions.includes('*') ? scopes : scopes.filter((scope) => permissions.includes(scope)));
};

async function ask(creditor: Upstream, body: Credential, scopes?: readonly string[]): Promise<Account | null> {
  try {
    const { accountId, apiKeyId, permissions, creditors } = await creditor.call({
      method: 'POST',
      path: '/internal/credentials',
      body,
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

/**
 * Asks the creditor service, and remembers its answer for two seconds at most from when it asked, so that a revoked
 * key is dead everywhere within them, and every token made with it. Many requests with one credential at once ask once.
 * A failed look-up is not remembered.
 */
export function accountFinders({ creditor, readToken, rememberMs }: Options): Finders {
  const remembered = new Map<string, { account: Promise<Account | null>; until: number }>();

  function remember(credential: string, find: () => Promise<Account | null>): Promise<Account | null> {
    const name = createHash('sha256').update(credential).digest('base64');
    const now = performance.now();
    const known = remembered.get(name);
    if (known && known.until > now) return known.account;

    const account = find();
    remembered.delete(name);
    if (remembered.size >= rememberedMax) remembered.delete(remembered.keys().next().value as string);
    const entry = { account, until: now + rememberMs };
    remembered.set(name, entry);
    account.catch(() => {
      if (remembered.get(name) === entry) remembered.delete(name);
    });
    return account;
  }

  async function ofClaim(token: string): Promise<Account | null> {
    const claim = await readToken(token);
    return claim && ask(creditor, claim.credential, claim.scopes);
  }

  return {
    ofKey: async (apiKey) => (keyForm.test(apiKey) ? remember(apiKey, () => ask(creditor, { apiKey })) : null),
    ofToken: async (token) => remember(token, () => ofClaim(token)),
  };
}
