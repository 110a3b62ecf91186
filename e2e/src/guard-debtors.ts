import { newId } from '@fairdue/ids';
import type { guardClient, Ask } from './guard-client.ts';
import type { Installation } from './installation.ts';
import { answered, placeAndStart, type Debtor } from './story.ts';

/** A debtor, and how the guard is asked for leave to call them; every ask is another one. */
export type Callable = Debtor & { call: () => Ask };

/** Debtors whose campaigns begin in two weeks, and who may be called seven times until then. */
export async function givenCallable(platform: Installation, count: number): Promise<Callable[]> {
  const debtors = await placeAndStart(platform, count, {
    cadence: 'every 10 days starting in 2 weeks',
    channels: { sms: false, email: false, call: true },
  });
  return Promise.all(
    debtors.map(async (debtor) => {
      const { customerId, debtId } = debtor;
      const { body } = await answered(platform, 'GET', `/agency/v1/customers/${customerId}`);
      const customer = body as { creditorId: string; contacts: { contactId: string; contactType: string }[] };
      const { creditorId } = customer;
      const contactId = customer.contacts.find(({ contactType }) => contactType === 'phone')?.contactId ?? '';
      const call = (): Ask => ({
        askId: newId('interaction'), creditorId, customerId, contactId, channel: 'voice', theme: 'opsCollDebt',
        subject: null, debtIds: [debtId], isAutodialed: false, touchId: null,
      }); // prettier-ignore
      return { ...debtor, call };
    }),
  );
}

/** Calls that were made and answered, one after the other. */
export async function called(guard: ReturnType<typeof guardClient>, call: () => Ask, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const ask = call();
    const { permitId = '', ...answer } = await guard.ask(ask);
    if (!answer.granted) throw new Error(`The test needs a call: ${JSON.stringify(answer)}`);
    await guard.use(ask, permitId);
    await guard.report(ask, permitId, 'answered');
  }
}
