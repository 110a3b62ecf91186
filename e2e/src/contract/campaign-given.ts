import assert from 'node:assert/strict';
import { eventually } from '@fairdue/testing';
import { Client } from './client.ts';
import { businessNow, moveTo, nextInPhoenix } from './communicator-given.ts';
import { usd } from './examples.ts';
import { bodyOf, given, givenCreditor, givenKey } from './given.ts';
import type { RunningPlatform } from './running-platform.ts';

/** A lender whose system speaks as this API's users do, with a bearer token, and somebody of the agency who works for it. */
export type Lender = { platform: RunningPlatform; creditorId: string; client: Client; agent: Client };
export type Borrower = { customerId: string; debtId: string; documentId: string; email: string };

const bearer = ({ url }: RunningPlatform, token: string): Client =>
  new Client(url, '', { authorization: `Bearer ${token}` });

export async function givenLender(platform: RunningPlatform): Promise<Lender> {
  const creditorId = await givenCreditor(platform, { collectorRole: 'firstParty', textConsentAtPlacement: true });
  const client = bearer(platform, await givenKey(platform, [creditorId]));
  return { platform, creditorId, client, agent: await somebodyOfTheAgency(platform, creditorId) };
}

/** Each time somebody else. */
export const somebodyOfTheAgency = async (platform: RunningPlatform, creditorId: string): Promise<Client> =>
  bearer(platform, await givenKey(platform, [creditorId], 'operator'));

/** Clocks in Arizona know no summer. At nine in the morning the window of a touch has not begun. */
export const atNineInPhoenix = async (platform: RunningPlatform): Promise<Date> => {
  const nine = nextInPhoenix(await businessNow(platform), 9);
  await moveTo(platform, nine);
  return nine;
};

let nth = 0;
const dayMs = 86_400_000;

type Wanted = { emails?: string[]; debts?: number; isCurrent?: boolean };

/** Somebody in Phoenix with an email, a phone, and a debt of 1,000 dollars that has been due for a year. */
export async function givenBorrower(
  { platform, client }: Lender,
  { emails, debts = 1, isCurrent = false }: Wanted = {},
): Promise<Borrower & { documentIds: string[] }> {
  const tag = `${process.pid}-${++nth}`;
  const addresses = emails ?? [`ana-${tag}@example.com`];
  const now = (await businessNow(platform)).getTime();
  const debt = (n: number) => ({
    initialPrincipal: usd(100_000), initialInterest: usd(0), initialFees: usd(0), transactionId: `LOAN-${tag}-${n}`,
    defaultTimestamp: now + (isCurrent ? 90 : -365) * dayMs, itemizationTimestamp: now - 365 * dayMs,
    transactionTimestamp: now - 730 * dayMs,
  }); // prettier-ignore
  const placed = await given(client, {
    reference: `borrower-${tag}`,
    name: { firstName: 'Ana', lastName: 'Reyes' },
    addresses: [{ streetLine1: '5 Palm Rd', city: 'Phoenix', state: 'AZ', zipcode: '85004', countryCode: 'US', types: ['HOME'] }],
    emails: addresses.map((email) => ({ email, types: ['HOME'] })),
    phones: [{ phoneNumber: `602-555-${String(1_000 + nth)}`, types: ['CELL'] }],
    debts: Array.from({ length: debts }, (_, n) => debt(n)),
  }); // prettier-ignore
  const documentIds = await eventually(async () => {
    const answer = await client.get(`/v1/documents?personId=${placed.customerId}`);
    const { documents } = bodyOf<{ documents: { id: string }[] }>(answer, 200);
    return documents.length === debts && documents.map(({ id }) => id);
  }, 30_000);
  const [documentId] = documentIds;
  const [email] = addresses;
  assert(documentId && email);
  return { ...placed, documentId, documentIds, email };
}

export type Campaign = {
  id: string;
  active: boolean;
  state: string;
  pauseReason: string | null;
  endReason: string | null;
  schedule: { startDate: string; slots: { date: string }[] } | null;
};
export type Touch = {
  id: string;
  slot: number;
  channel: string;
  state: string;
  dueAt: string;
  outcomeReason: string | null;
};
export type Entry = Record<string, unknown> & { type: string; data: Record<string, unknown> };

export const guidance = { sms: true, email: true, call: false, tone: 'professional', cadence: 'once per week' };
export const emailOnly = { ...guidance, sms: false };

export const start = async ({ client }: Lender, documentId: string, body: object = guidance): Promise<Campaign> =>
  bodyOf<{ campaign: Campaign }>(await client.post(`/v1/documents/${documentId}/rcm`, body), 201).campaign;

export const seen = async ({ client }: Lender, documentId: string, campaignId: string) =>
  bodyOf<{ campaign: Campaign; touches: Touch[] }>(
    await client.get(`/v1/documents/${documentId}/rcm/${campaignId}`),
    200,
  );

export const logOf = async ({ client }: Lender, documentId: string): Promise<Entry[]> =>
  bodyOf<{ entries: Entry[] }>(await client.get(`/v1/documents/${documentId}/compliance-log?limit=100`), 200).entries;

export const typesOf = (entries: readonly Entry[]): string[] => entries.map(({ type }) => type);

/** When the campaign's first touch falls due. */
export async function firstDue(lender: Lender, documentId: string, campaignId: string): Promise<Date> {
  const [touch] = (await seen(lender, documentId, campaignId)).touches;
  assert(touch);
  return new Date(touch.dueAt);
}
