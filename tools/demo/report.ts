import type { Client } from './client.ts';
import type { Delivered } from './delivered.ts';
import type { Placed } from './place.ts';
import { progress } from './progress.ts';
import type { Story } from './react.ts';

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

const count = (of: readonly string[]): [string, number][] => {
  const counts = new Map<string, number>();
  for (const each of of) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
};

const table = (rows: readonly [string, number | string][]): string =>
  rows.map(([name, value]) => `    ${name.padEnd(44)} ${String(value).padStart(7)}`).join('\n');

/** The one text that may follow a STOP: that the wish is known and will be kept. */
const confirmsStop = ({ channel, text }: Delivered): boolean =>
  channel === 'text' && /You asked us to stop texting|Usted pidió que no enviemos/.test(text);

/** Messages that reached a provider after their customer's wish on that channel had been confirmed: must be none. */
export function violations(story: Story, messages: readonly { customerId: string; message: Delivered }[]): string[] {
  return story.wishes.flatMap((wish) => {
    const late = messages.filter(
      ({ customerId, message }) =>
        customerId === wish.customerId && wish.channels.includes(message.channel) && message.takenAt > wish.confirmedAt,
    );
    const allowed = late.find(({ message }) => confirmsStop(message));
    return late
      .filter((each) => each !== allowed)
      .map(({ message }) => `${wish.customerId} ${wish.how}, and still got ${message.file}`);
  });
}

export function tally(contacts: readonly Contact[]): string {
  const outbound = contacts.filter(({ direction }) => direction === 'outbound');
  const made = outbound.filter(({ handOver }) => handOver === 'accepted');
  const refused = outbound.filter(({ blocking }) => blocking && blocking.length > 0);
  const rules = refused.flatMap(({ blocking }) =>
    (blocking ?? []).map(({ ruleId, reasonCode }) => ruleId ?? `check: ${reasonCode}`),
  );
  return [
    `  Contacts made: ${made.length}`,
    table(count(made.map(({ channel }) => channel))),
    `  Contacts refused: ${refused.length}, by rule (a contact can meet several)`,
    table(count(rules)),
  ].join('\n');
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
  touches: { slot: number; channel: string; dueAt: string; state: string }[];
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
      .map(({ slot, channel, dueAt, state }): [Date, string] => [
        new Date(dueAt),
        `touch ${slot} (${channel}) ${state}: this is when it would have been due`,
      ]),
  ];
  return lines
    .sort(([a], [b]) => a.getTime() - b.getTime())
    .map(([at, text]) => `    ${at.toISOString().slice(0, 16).replace('T', ' ')}Z  ${text}`)
    .join('\n');
}

export const usd = (cents: number): string =>
  (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
