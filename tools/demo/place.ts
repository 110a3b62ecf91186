import type { Acceptances } from '../audit/accepted.ts';
import type { Client } from './client.ts';
import type { Person } from './portfolio.ts';
import { progress } from './progress.ts';

export type Placed = Person & {
  customerId: string;
  debtId: string;
  balanceCents: number;
  documentId?: string;
  campaignId?: string;
};

type WireDebt = { meta: { id: string }; balance: { amount: number }; transactionId?: string };
type WireCustomer = { meta: { id: string }; reference: string; debts: WireDebt[] };
type BatchAnswer = {
  responses: ({ customer: WireCustomer } | { isError: true; error: { message: string; reference?: string } })[];
};
type WireDocument = { id: string; personId: string | null; debtId: string | null; loan: { status: string } | null };

const batchSize = 50;

export async function place(client: Client, people: readonly Person[], accepted: Acceptances): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (let from = 0; from < people.length; from += batchSize) {
    const batch = people.slice(from, from + batchSize);
    const { responses } = await client.post<BatchAnswer>('/api/v1/customersBatch/', {
      customers: batch.map(({ body }) => body),
    });
    responses.forEach((response, i) => {
      const person = batch[i];
      if (!person) return;
      if ('isError' in response) throw new Error(`${person.reference}: ${response.error.message}`);
      const { customer } = response;
      const [debt] = customer.debts;
      if (debt)
        placed.push({
          ...person,
          customerId: customer.meta.id,
          debtId: debt.meta.id,
          balanceCents: debt.balance.amount,
        });
    });
    accepted.add(
      placed
        .slice(from)
        .map(({ customerId, debtId, balanceCents }) => ({ what: 'placed', customerId, debtId, balanceCents })),
    );
    progress('customers placed', from + batch.length, people.length);
  }
  return placed;
}

const cadences = ['once per week', 'day 1, day 5, day 14', 'twice per week', 'every 10 days', 'day 1 email, day 3 call, day 8 sms, day 20 email', 'weekly, evenings']; // prettier-ignore
const tones = ['empathetic', 'firm but respectful', 'professional'];
const channels = [
  { sms: true, email: true, call: true },
  { sms: false, email: true, call: true },
  { sms: false, email: true, call: false },
  { sms: true, email: true, call: false },
];

const requestsAtOnce = 10;

/** Starts a campaign on every debt that is behind, with cadences, tones and channels in turn. A live one ends with it. */
export async function startCampaigns(
  client: Client,
  customers: Placed[],
  accepted: Acceptances,
  round = 0,
): Promise<void> {
  const byDebt = await documentsOf(client, customers);
  const behind = customers.filter(({ debtId }) => byDebt.get(debtId)?.loan?.status === 'BEHIND');
  let started = 0;
  const start = async (customer: Placed): Promise<void> => {
    const document = byDebt.get(customer.debtId);
    if (!document) throw new Error(`${customer.debtId} became no document`);
    const i = customers.indexOf(customer) + round;
    const { campaign } = await client.post<{ campaign: { id: string } }>(
      `/v1/documents/${document.id}/rcm`,
      { ...channels[i % channels.length], cadence: cadences[i % cadences.length], tone: tones[i % tones.length] },
      { 'idempotency-key': `play-${customer.debtId}-campaign-${round}` },
    );
    customer.documentId = document.id;
    customer.campaignId = campaign.id;
    accepted.add([{ what: 'campaign-started', documentId: document.id, campaignId: campaign.id }]);
    progress('campaigns started', ++started, behind.length);
  };
  const waiting = behind.values();
  const inTurn = async (): Promise<void> => {
    for (const customer of waiting) await start(customer);
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, inTurn));
}

async function documentsOf(client: Client, placed: readonly Placed[]): Promise<Map<string, WireDocument>> {
  for (;;) {
    const documents = await allDocuments(client);
    const byDebt = new Map(
      documents.flatMap((document) => (document.debtId ? [[document.debtId, document] as const] : [])),
    );
    const known = placed.filter(({ debtId }) => byDebt.has(debtId)).length;
    progress('debts known as documents', known, placed.length);
    if (known === placed.length) return byDebt;
    await new Promise((done) => setTimeout(done, 100));
  }
}

export async function allDocuments(client: Client): Promise<WireDocument[]> {
  const all: WireDocument[] = [];
  for (let after = ''; ;) {
    const { documents } = await client.get<{ documents: WireDocument[] }>(
      `/v1/documents?limit=100${after && `&startingAfter=${after}`}`,
    );
    all.push(...documents);
    const last = documents.at(-1);
    if (!last || documents.length < 100) return all;
    after = last.id;
  }
}
