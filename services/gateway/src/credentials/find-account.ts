import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Upstream, Vouched } from '@fairdue/http';
import { Refused } from '@fairdue/refused';

export type Account = Vouched & { apiKeyId: string };

/** Whose credential is this? Nobody's is null; no answer is an error, never a guess. */
export type FindAccount = (apiKey: string) => Promise<Account | null>;

const Answer = z.object({
  accountId: z.string(),
  apiKeyId: z.string(),
  permissions: z.array(z.string()),
  creditors: z.array(z.object({ creditorId: z.string() })),
});

/** Anything else was never issued: no need to ask. */
const keyForm = /^[A-Za-z0-9_-]{16,200}$/;
const rememberedMax = 10_000;

/**
 * Asks the creditor service, and remembers its answer for two seconds at most from when it asked, so that a revoked
 * key is dead everywhere within them. Many requests with one key at once ask once. A failed look-up is not remembered.
 */
export function accountFinder(creditor: Upstream, rememberMs: number): FindAccount {
  const remembered = new Map<string, { account: Promise<Account | null>; until: number }>();

  async function ask(apiKey: string): Promise<Account | null> {
    try {
      const { accountId, apiKeyId, permissions, creditors } = await creditor.call({
        method: 'POST',
        path: '/internal/credentials',
        body: { apiKey },
        idempotent: true,
        schema: Answer,
      });
      const creditorIds = creditors.map(({ creditorId }) => creditorId);
      return { accountId, apiKeyId, permissions: new Set(permissions), creditorIds };
    } catch (error) {
      if (error instanceof Refused && error.kind === 'not-found') return null;
      throw error;
    }
  }

  return (apiKey) => {
    if (!keyForm.test(apiKey)) return Promise.resolve(null);
    const name = createHash('sha256').update(apiKey).digest('base64');
    const now = performance.now();
    const known = remembered.get(name);
    if (known && known.until > now) return known.account;

    const account = ask(apiKey);
    remembered.delete(name);
    if (remembered.size >= rememberedMax) remembered.delete(remembered.keys().next().value as string);
    const entry = { account, until: now + rememberMs };
    remembered.set(name, entry);
    account.catch(() => {
      if (remembered.get(name) === entry) remembered.delete(name);
    });
    return account;
  };
}
