import { setTimeout as wait } from 'node:timers/promises';
import { HealthBody, storingServices } from '@fairdue/service';
import { checks } from './checks/all.ts';
import type { Examination, Finding, Look } from './finding.ts';

const answerWithinMs = 15_000;

/** The platform cannot be looked at: nobody answers, or the key may not ask. */
export class CannotLook extends Error {}

type Where = { url: string; key: string };

async function ask({ url, key }: Where, path: string): Promise<Response> {
  try {
    return await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(answerWithinMs),
    });
  } catch (error) {
    throw new CannotLook(`Nothing answers at ${url}. Name the platform with --url, or start it.`, { cause: error });
  }
}

async function gatewayOf(where: Where): Promise<Examination['gateway']> {
  const askedAtMs = Date.now();
  const response = await ask(where, '/openapi.json');
  const roundTripMs = Date.now() - askedAtMs;
  const { info } = (await response.json().catch(() => ({}))) as { info?: { version?: string } };
  if (!response.ok || info?.version === undefined)
    throw new CannotLook(
      `What answers at ${where.url} is not Fairdue’s gateway: /openapi.json gives ${response.status}.`,
    );
  const date = Date.parse(response.headers.get('date') ?? '');
  return { url: where.url, version: info.version, askedAtMs, roundTripMs, dateMs: Number.isNaN(date) ? null : date };
}

async function lookAt(where: Where, service: string): Promise<Look> {
  const askedAtMs = Date.now();
  const response = await ask(where, `/agency/v1/health/${service}`);
  const look = { service, askedAtMs, roundTripMs: Date.now() - askedAtMs };
  const body = (await response.json().catch(() => undefined)) as { code?: string; detail?: string } | undefined;
  const parsed = response.ok ? HealthBody.safeParse(body) : undefined;
  if (parsed?.success) return { ...look, health: parsed.data };
  const says = response.ok
    ? 'it answers in words that this doctor does not know, so it is of another version'
    : `${response.status} ${body?.code ?? ''}`.trim();
  return { ...look, failure: { status: response.status, says } };
}

async function lookAtAll(where: Where): Promise<Look[]> {
  const looks = await Promise.all(storingServices.map((service) => lookAt(where, service)));
  for (const [status, says] of [
    [401, 'No account has that API key. Name one with --key, or in FAIRDUE_API_KEY.'],
    [403, 'That API key may not ask: its account needs the permission agency.health:read.'],
  ] as const)
    if (looks.every((look) => 'failure' in look && look.failure.status === status)) throw new CannotLook(says);
  return looks;
}

const findingsOf = (examination: Examination): Finding[] =>
  Object.values(checks).flatMap((check) => check(examination));

/** Looks once, and where something seems wrong once more: what was only busy has moved by then. */
export async function examine(where: Where, { againAfterMs = 5_000 } = {}): Promise<Finding[]> {
  const gateway = await gatewayOf(where);
  const earlier = await lookAtAll(where);
  const isBusy = earlier.some((look) => 'health' in look && look.health.consumers.lag > 0);
  if (!isBusy && findingsOf({ gateway, looks: earlier, earlier: [] }).length === 0) return [];
  await wait(againAfterMs);
  return findingsOf({ gateway, looks: await lookAtAll(where), earlier });
}
