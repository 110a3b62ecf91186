import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { createIdentity, readSigningKey } from '@fairdue/http';
import { installationSecrets } from '../../tools/platform/installation.ts';
import type { Installation } from './installation.ts';

export type Ask = {
  askId: string;
  creditorId: string;
  customerId: string;
  contactId: string;
  channel: string;
  theme: string;
  subject: null;
  debtIds: string[];
  isAutodialed: boolean;
  touchId: null;
};
export type AskAnswer = { askId: string; granted?: boolean; permitId?: string; error?: string; blocking?: unknown };
export type UseAnswer = { permitId: string; consumed: boolean; code?: string };

/** Asks the guard as the communicator does: signed by it, and repeated until there is an answer, whatever was killed. */
export function guardClient(platform: Installation) {
  const { INTERNAL_SIGNING_KEY = '' } = installationSecrets(platform.dataDir);
  const identity = createIdentity({ service: 'communicator', signingKey: readSigningKey(INTERNAL_SIGNING_KEY) });

  async function once<T>(path: string, body: object): Promise<T | undefined> {
    const authorization = `Bearer ${await identity.serviceToken('compliance-guard')}`;
    const response = await fetch(`${platform.urlOf('compliance-guard')}${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => undefined);
    if (!response || response.status >= 500) return undefined;
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as T;
  }
  async function until<T>(path: string, body: object, isOpen: (answer: T) => boolean): Promise<T> {
    for (const endMs = performance.now() + 60_000; ; await wait(100)) {
      const answer = await once<T>(path, body).catch(() => undefined); // killed while it answered
      if (answer !== undefined && !isOpen(answer)) return answer;
      assert(performance.now() < endMs, `${path} was not answered: ${JSON.stringify(answer)}`);
    }
  }
  type Answers<T> = { answers: [T, ...T[]] };
  const isIncomplete = ({ answers: [{ error, code }] }: Answers<{ error?: string; code?: string }>): boolean =>
    error === 'facts-incomplete' || code === 'facts-incomplete';

  return {
    ask: async (ask: Ask) =>
      (await until<Answers<AskAnswer>>('/internal/permits', { asks: [ask] }, isIncomplete)).answers[0],
    use: async ({ askId, creditorId, customerId, contactId, channel }: Ask, permitId: string) => {
      const permit = { askId, creditorId, customerId, contactId, channel, permitId, handOverId: 'hand-over-1' };
      return (await until<Answers<UseAnswer>>('/internal/permits/consume', { permits: [permit] }, isIncomplete))
        .answers[0];
    },
    report: async ({ creditorId, customerId }: Ask, permitId: string, outcome: string) =>
      void (await until(
        '/internal/permits/report',
        { reports: [{ creditorId, customerId, permitId, outcome }] },
        () => false,
      )),
  };
}
