import type { Client } from './client.ts';
import type { Delivered } from './delivered.ts';
import type { Placed } from './place.ts';

/** A customer's wish to be left alone: when the platform had confirmed it (real time), and for which channels. */
export type Wish = { customerId: string; how: string; channels: readonly string[]; confirmedAt: Date };

export type Story = {
  payments: number;
  partPayments: number;
  disputes: number;
  wishes: Wish[];
  /** By customer, the channels that reached them. */
  reachedBy: Map<string, Set<Delivered['channel']>>;
  acted: Set<string>;
};

export const newStory = (): Story => ({
  payments: 0,
  partPayments: 0,
  disputes: 0,
  wishes: [],
  reachedBy: new Map(),
  acted: new Set(),
});

export const noteMessage = ({ reachedBy }: Story, { customerId }: Placed, { channel }: Delivered): unknown =>
  reachedBy.set(customerId, (reachedBy.get(customerId) ?? new Set()).add(channel));

/** Those whose day has come, and whom a message has reached that lets them do their thing. */
export const dueToAct = (story: Story, customers: readonly Placed[], daysIn: number): Placed[] =>
  customers.filter(({ customerId, behaviour, actsAfterDays }) => {
    const channels = story.reachedBy.get(customerId);
    if (behaviour === 'ignores' || story.acted.has(customerId) || daysIn < actsAfterDays || !channels) return false;
    return (behaviour !== 'stops' || channels.has('text')) && (behaviour !== 'unsubscribes' || channels.has('email'));
  });

const usd = (amount: number): { amount: number; currency: 'USD' } => ({ amount, currency: 'USD' });

/** Each scripted customer does their thing once. */
export async function act(client: Client, story: Story, customer: Placed): Promise<void> {
  story.acted.add(customer.customerId);
  const { customerId, debtId, balanceCents, phone, email } = customer;
  const pay = (amount: number): Promise<unknown> =>
    client.post(
      `/api/v1/customers/${customerId}/debts/${debtId}/payments/`,
      { amount: usd(amount), payee: 'CREDITOR', transactionType: 'PAYMENT', transactionReference: `demo-${debtId}` },
      { 'idempotency-key': `demo-payment-${debtId}` },
    );
  switch (customer.behaviour) {
    case 'ignores':
      break;
    case 'pays':
      await pay(balanceCents);
      story.payments++;
      break;
    case 'pays-in-part':
      await pay(Math.floor(balanceCents / 3));
      story.partPayments++;
      break;
    case 'disputes':
      await client.post(
        '/agency/v1/disputes',
        { debtId, reason: 'This is not my debt.' },
        { 'idempotency-key': `demo-dispute-${debtId}` },
      );
      story.disputes++;
      break;
    case 'stops':
      await client.post('/api/communicator/receive', {
        channel: 'text',
        theme: 'inbRequest',
        status: 'succeeded',
        content: { from: `+1${phone.replaceAll('-', '')}`, body: 'STOP' },
        externalId: `demo-stop-${customerId}`,
        borrower: { id: customerId },
      });
      story.wishes.push({ customerId, how: 'texted STOP', channels: ['text'], confirmedAt: new Date() });
      break;
    case 'unsubscribes':
      await client.post(`/api/v1/customers/${customerId}/unsubscribe`, { emails: [{ email }] });
      story.wishes.push({ customerId, how: 'unsubscribed from email', channels: ['email'], confirmedAt: new Date() });
      break;
  }
}

/** Whose message it is: the address on it is all a provider ever sees. */
export function recipientOf(message: Delivered, customers: readonly Placed[]): Placed | undefined {
  return customers.find(({ email, phone, body }) => {
    if (message.channel === 'email')
      return message.text.toLowerCase().includes(`<${email}>`) || message.text.toLowerCase().includes(`to: ${email}`);
    if (message.channel === 'mail') return message.text.includes(streetOf(body));
    return message.text.includes(phone.replaceAll('-', ''));
  });
}

const streetOf = (body: object): string =>
  (body as { addresses: { streetLine1: string }[] }).addresses[0]?.streetLine1 ?? '';
