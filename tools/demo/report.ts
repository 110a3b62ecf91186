import type { Client } from './client.ts';
import type { Placed } from './place.ts';
import { progress } from './progress.ts';

export type Contact = {
  id: string;
  personId: string;
  channel: string;
  direction: string;
  subject: string | null;
  status: string;
  statusDetails: string | null;
  agentOutcome: string | null;
  startedAt: string;
  handOver: string;
  nextAllowedAt: string | null;
  blocking: { ruleId: string | null; reasonCode: string; message: string; nextAllowedAt: string | null }[] | null;
};

/** Every contact made and not made, from the platform's own interactions. */
export async function contactsOf(client: Client, customers: readonly { customerId: string }[]): Promise<Contact[]> {
  const all: Contact[] = [];
  let read = 0;
  for (const { customerId } of customers) {
    for (let after = ''; ;) {
      const { items, next } = await client.get<{ items: Contact[]; next: string | null }>(
        `/agency/v1/interactions?customerId=${customerId}&limit=200${after && `&after=${after}`}`,
      );
      all.push(...items);
      if (!next) break;
      after = next;
    }
    progress('timelines read', ++read, customers.length);
  }
  return all;
}

const spoken: Record<string, string> = { text: 'text', email: 'email', voice: 'call', mail: 'letter' };

function lineOf(contact: Contact): string {
  const what = `${spoken[contact.channel] ?? contact.channel}${contact.subject ? ` (${contact.subject})` : ''}`;
  if (contact.direction === 'inbound') return `${what} came in`;
  if (contact.blocking?.length) {
    const reasons = contact.blocking.map(({ ruleId, message }) => `${ruleId ?? 'check'}: ${message}`).join(' ');
    return `${what} NOT made. ${reasons}${contact.nextAllowedAt ? ` Allowed again from ${contact.nextAllowedAt}.` : ''}`;
  }
  if (contact.handOver === 'accepted')
    return `${what} made, allowed by every rule at the moment of hand-over; ${contact.agentOutcome ?? contact.statusDetails ?? contact.status}`;
  return `${what} ${contact.status}${contact.statusDetails ? ` (${contact.statusDetails})` : ''}`;
}

/** One contact that a rule forbade, and why. */
export function oneRefusal(customers: readonly Placed[], contacts: readonly Contact[]): string {
  const contact = contacts.find(({ blocking }) => blocking && blocking.length > 0);
  const customer = customers.find(({ customerId }) => customerId === contact?.personId);
  return contact && customer ? `    ${customer.reference}, ${customer.state}: ${lineOf(contact)}` : '    none';
}

type Touches = {
  campaign: { state: string; endReason: string | null; cadence: string };
  touches: { slot: number; channel: string; dueAt: string; state: string; outcomeReason: string | null }[];
};

/** One customer from placement to payment, with the reason for every contact made and not made. */
export async function timeline(
  client: Client,
  customer: Placed,
  contacts: readonly Contact[],
  placedAt: Date,
): Promise<string> {
  const { campaign, touches } = await client.get<Touches>(
    `/v1/documents/${customer.documentId}/rcm/${customer.campaignId}`,
  );
  const { payments = [] } = await client.get<{
    payments?: { meta: { timeCreated: number }; amount: { amount: number } }[];
  }>(`/api/v1/customers/${customer.customerId}/debts/${customer.debtId}/payments/`);
  const lines: [Date, string][] = [
    [placedAt, `placed with ${usd(customer.balanceCents)}; campaign "${campaign.cadence}" started`],
    ...contacts
      .filter(({ personId }) => personId === customer.customerId)
      .map((contact): [Date, string] => [new Date(contact.startedAt), lineOf(contact)]),
    ...payments.map(({ meta, amount }): [Date, string] => [
      new Date(meta.timeCreated),
      `paid ${usd(amount.amount)}; campaign ${campaign.state} (${campaign.endReason})`,
    ]),
    ...touches
      .filter(({ state }) => state === 'cancelled' || state === 'skipped')
      .map(({ slot, channel, dueAt, state, outcomeReason }): [Date, string] => [
        new Date(dueAt),
        `touch ${slot} (${channel}), planned for now: ${state} (${outcomeReason})`,
      ]),
  ];
  return lines
    .sort(([a], [b]) => a.getTime() - b.getTime())
    .map(([at, text]) => `    ${at.toISOString().slice(0, 16).replace('T', ' ')}Z  ${text}`)
    .join('\n');
}

export const usd = (cents: number): string =>
  (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
