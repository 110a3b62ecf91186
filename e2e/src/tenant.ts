import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Installation } from './installation.ts';

export type Tenant = { creditorId: string; apiKey: string };

const sender = {
  companyName: 'Bluebird',
  addressLines: ['1 Road'],
  phone: '+12125550100',
  email: 'a@bluebird.example',
};

/** A creditor with one account and one key of their own. */
export async function givenTenant(platform: Installation): Promise<Tenant> {
  const made = async <T>(path: string, body: object): Promise<T> => {
    const answer = await platform.call('POST', path, body);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body as T;
  };
  const registration = { companyName: 'Bluebird', sender };
  const { creditorId } = await made<{ creditorId: string }>('/agency/v1/creditors', registration);
  const account = { name: 'A system', roles: ['client'], creditorIds: [creditorId] };
  const { accountId } = await made<{ accountId: string }>('/agency/v1/accounts', account);
  const { apiKey } = await made<{ apiKey: string }>(`/agency/v1/accounts/${accountId}/keys`, {});
  return { creditorId, apiKey };
}

export type Answer = { status: number; body: unknown };
export type Client = (method: string, path: string, body?: unknown, idempotencyKey?: string) => Promise<Answer>;

/** A client of one tenant at one gateway. What it gets is what was said, also when that is "no". */
export const clientOf =
  (url: string, { apiKey }: Tenant): Client =>
  async (method, path, body, idempotencyKey) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };

/** Nothing was decided: the platform was away, broke off, or still holds the first request of that key (409 of its own number). */
const isOpen = ({ status, body }: Answer): boolean =>
  status >= 500 || (status === 409 && (body as { code: number }).code === 409);
const pauseMs = 250;

/** Sends the same with the same key until it is answered: what careful clients do. */
export const persistent =
  (client: Client, withinMs = 150_000): Client =>
  async (...request) => {
    for (const endMs = performance.now() + withinMs; ; await wait(pauseMs)) {
      const answer = await client(...request).catch((error: unknown): Answer => ({ status: 503, body: String(error) }));
      if (!isOpen(answer)) return answer;
      assert(performance.now() < endMs, `${request[0]} ${request[1]} answered ${JSON.stringify(answer)}`);
    }
  };
