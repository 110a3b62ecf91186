import type { CommunicatorDeps } from '../config.ts';
import { creditorFor } from '../creditors/creditor-for.ts';
import { askRecover } from '../customers/ask-recover.ts';
import { loadCustomers, loadDebts, oneDebtOfEach } from '../customers/customer.store.ts';
import { plansOf } from '../customers/plan.store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { planCopySubject } from '../templates/built-in/wording.ts';
import type { Facts } from './plan-message.ts';
import { debtsWithNotice } from './validation-notice.store.ts';

const saysPlan = ({ subject }: Interaction): boolean => subject === planCopySubject;

/** An answer about no debt in particular: it names the creditor of any. */
const isOfNoDebt = ({ dutyId, debtIds }: Interaction): boolean => dutyId !== null && debtIds.length === 0;

/** What is needed to write each message, by interaction. Missing ones are not known to anybody yet. */
export async function gatherFacts(
  deps: CommunicatorDeps,
  creditorId: string,
  interactions: readonly Interaction[],
): Promise<Map<string, Facts>> {
  if (interactions.length === 0) return new Map();
  const writerOf = await creditorFor(deps, creditorId);
  if (!writerOf) return new Map();
  const customerIds = interactions.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
  const debtIds = interactions.flatMap(({ debtIds }) => debtIds);
  const ofNoDebt = interactions.filter(isOfNoDebt).map(({ customerId }) => customerId ?? '');
  const look = async () => {
    const [customers, debts, anyDebts] = await Promise.all([
      loadCustomers(deps, creditorId, customerIds),
      loadDebts(deps, creditorId, debtIds),
      oneDebtOfEach(deps, creditorId, ofNoDebt),
    ]);
    return { customers, debts, anyDebts };
  };

  let views = await look();
  const unknown = interactions.filter(
    ({ customerId, debtIds }) =>
      !views.customers.has(customerId ?? '') || debtIds.some((debtId) => !views.debts.has(debtId)),
  );
  if (unknown.length > 0) {
    for (const customerId of new Set(unknown.map((row) => row.customerId)))
      if (customerId) await askRecover(deps, creditorId, { customerId });
    views = await look();
  }

  const noticed = await debtsWithNotice(deps, creditorId, debtIds);
  const copies = interactions.filter(saysPlan);
  const plans = await plansOf(deps, creditorId, copies.flatMap((row) => row.debtIds)); // prettier-ignore
  const facts = new Map<string, Facts>();
  for (const interaction of interactions) {
    const customer = views.customers.get(interaction.customerId ?? '');
    const debt = isOfNoDebt(interaction)
      ? views.anyDebts.get(interaction.customerId ?? '')
      : views.debts.get(interaction.debtIds[0] ?? '');
    if (!customer || debt?.customerId !== customer._id) continue;
    const plan = plans.get(debt._id);
    if (plan || !saysPlan(interaction))
      facts.set(interaction._id, { creditor: writerOf(debt), customer, debt, plan, noticeSent: noticed.has(debt._id) });
  }
  return facts;
}
