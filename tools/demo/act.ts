import type { Accepted } from '../audit/accepted.ts';
import type { Deed } from './borrowers.ts';
import type { Client } from './client.ts';
import type { Borrower } from './react.ts';

const usd = (amount: number): { amount: number; currency: 'USD' } => ({ amount, currency: 'USD' });
const dayMs = 86_400_000;
const instalments = 4;
const everyChannel = ['email', 'text', 'voice', 'mail'];

/**
 * One borrower's next deed, or what the agency's staff do about it, through the public APIs. Safe to do again. Answers what
 * the platform has confirmed by it.
 */
export async function act(client: Client, borrower: Borrower, does: Deed, now: Date): Promise<Accepted[]> {
  const { customerId, debtId, balanceCents, documentId, campaignId, email } = borrower;
  const key = { 'idempotency-key': `play-${debtId}-${borrower.next}` };

  const pay = async (amountCents: number): Promise<Accepted[]> => {
    const reference = `play-${debtId}-${borrower.next}`;
    const payment = { amount: usd(amountCents), payee: 'CREDITOR', transactionType: 'PAYMENT', transactionReference: reference }; // prettier-ignore
    await client.post(`/api/v1/customers/${customerId}/debts/${debtId}/payments/`, payment, key);
    return [{ what: 'payment', debtId, reference, amountCents }];
  };
  const write = async (channel: 'text' | 'email', content: object): Promise<{ id: string }> => {
    const message = { channel, theme: 'inbRequest', status: 'succeeded', borrower: { id: customerId } };
    const externalId = `play-${customerId}-${borrower.next}`;
    const { data } = await client.post<{ data: { id: string } }>('/api/communicator/receive', {
      ...message,
      content,
      externalId,
    });
    return data;
  };
  const refuse = (channel: 'call' | 'all') =>
    client.post(`/v1/documents/${documentId}/rcm/opt-out`, { campaignId, channel });
  const hold = (reason: string, debtIds: string[] = []) =>
    client.post('/agency/v1/holds', { customerId, reason, themes: 'collection', debtIds, description: 'As played.' }, key); // prettier-ignore

  switch (does) {
    case 'ask-a-question': {
      const { id } = await write('email', { contentText: 'Which account is this about? Thank you.' });
      return [{ what: 'message', customerId, interactionId: id }];
    }
    case 'pay-in-full':
      return pay(balanceCents);
    case 'pay-a-third':
      return pay(Math.floor(balanceCents / 3));
    case 'pay-the-rest':
      return pay(balanceCents - 2 * Math.floor(balanceCents / 3));
    case 'agree-to-a-plan': {
      const terms = {
        installments: partsOf(balanceCents).map((amountCents, i) => ({
          dueDate: new Date(now.getTime() + (i + 1) * 30 * dayMs).toISOString(),
          amountCents,
        })),
        frequency: 'MONTHLY',
        consent: { time: now.toISOString() },
      };
      await client.post('/agency/v1/plans', { debtId, ...terms }, key);
      return [{ what: 'plan', debtId }];
    }
    case 'pay-an-instalment':
      return pay(partsOf(balanceCents)[borrower.next - 2] ?? 0);
    case 'text-stop': {
      const { id } = await write('text', { from: `+1${borrower.phone.replaceAll('-', '')}`, body: 'STOP' });
      return [
        { what: 'message', customerId, interactionId: id },
        { what: 'silence', customerId, channels: ['text'] },
      ];
    }
    case 'unsubscribe':
      await client.post(`/api/v1/customers/${customerId}/unsubscribe`, { emails: [{ email }] });
      return [{ what: 'silence', customerId, channels: ['email'] }];
    case 'refuse-calls':
      await refuse('call');
      return [{ what: 'silence', customerId, channels: ['voice'] }];
    case 'refuse-everything':
      await refuse('all');
      return [{ what: 'silence', customerId, channels: everyChannel }];
    case 'write-to-be-left-alone': {
      const { id } = await write('email', { contentText: 'Please leave me alone! Do not contact me again.' });
      borrower.caseId = id;
      return [
        { what: 'message', customerId, interactionId: id },
        { what: 'silence', customerId, channels: everyChannel },
      ];
    }
    case 'staff-confirm-the-wish':
      await client.post(
        `/agency/v1/cases/${borrower.caseId}/decide`,
        { decision: 'confirm', reason: 'As played.' },
        key,
      );
      return [{ what: 'silence', customerId, channels: everyChannel }];
    case 'dispute':
      await client.post('/agency/v1/disputes', { debtId, reason: 'This is not my debt.' }, key);
      return [{ what: 'dispute', debtId }];
    case 'staff-uphold-the-dispute':
    case 'staff-verify-the-debt': {
      const answer = does === 'staff-uphold-the-dispute' ? 'upheld' : 'verified';
      await client.post(`/agency/v1/disputes/${debtId}/answer`, { answer, reason: 'As played.' }, key);
      return [{ what: 'dispute-answered', debtId, answer }];
    }
    case 'hire-an-attorney':
      await client.post(`/api/v1/debts/${debtId}/representation/attorneyRepresentation`, { email: 'law@firm.example' });
      return [
        { what: 'attorney', debtId },
        { what: 'silence', customerId, channels: everyChannel },
      ];
    case 'die':
      await client.post('/agency/v1/closings', { debtId, status: 'Deceased', reason: 'As played.' }, key);
      await hold('deceased');
      return [
        { what: 'closed', debtId, status: 'Deceased' },
        { what: 'silence', customerId, channels: everyChannel },
      ];
    case 'file-for-bankruptcy':
      await client.post('/agency/v1/closings', { debtId, status: 'Bankruptcy', reason: 'As played.' }, key);
      await hold('bankruptcy');
      return [
        { what: 'closed', debtId, status: 'Bankruptcy' },
        { what: 'silence', customerId, channels: everyChannel },
      ];
    case 'change-number':
      return changeNumber(client, borrower, key);
  }
}

/** The balance in as many whole cents as there are instalments; the last takes what does not divide. */
function partsOf(balanceCents: number): number[] {
  const part = Math.floor(balanceCents / instalments);
  return Array.from({ length: instalments }, (_, i) =>
    i < instalments - 1 ? part : balanceCents - part * (instalments - 1),
  );
}

async function changeNumber(client: Client, borrower: Borrower, key: Record<string, string>): Promise<Accepted[]> {
  const { customerId, phone, newPhone } = borrower;
  await client.patch(`/api/v1/customers/${customerId}`, { phones: [{ phoneNumber: newPhone, types: ['CELL'] }] });
  const { phones } = await client.get<{ phones: { phoneNumber: string; meta: { id: string } }[] }>(
    `/api/v1/customers/${customerId}`,
  );
  const old = phones.find(({ phoneNumber }) => phoneNumber === phone);
  if (!old) throw new Error(`${customerId} has lost the number ${phone}`);
  await client.patch(`/agency/v1/contacts/${old.meta.id}`, { customerId, valid: false }, key);
  return [{ what: 'number-changed', customerId, phone: newPhone, contactId: old.meta.id }];
}
