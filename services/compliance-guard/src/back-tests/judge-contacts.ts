import type { CreditorSettings } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Connection } from '@fairdue/store';
import { loadSettings } from '../creditors/creditor-settings.ts';
import type { Customer, MadeContact } from '../customers/customer.ts';
import { customersAfter } from '../customers/customer.store.ts';
import { factsOf } from '../customers/facts-of.ts';
import { historySince } from '../customers/history.store.ts';
import { asOf, type PastState } from '../customers/past-customer.ts';
import type { Facts } from '../rules/facts.ts';
import type { BackTest, Finding, Place } from './back-test.ts';
import { outcomeOf, type Trial } from './trial.ts';

const customersAtOnce = 100;

type Range = Pick<BackTest, 'from' | 'to'>;

/** Made without a decision of ours: by another system, or before this one. */
const madeElsewhere = ({ made }: Customer, { from, to }: Range): MadeContact[] =>
  made.filter(({ handOver, counts, at }) => handOver === 'elsewhere' && counts && at >= from && at < to);

/** What is known today of that moment: what happened later, and the contact itself, are left out. Null: too little. */
function factsOfContact(
  customer: Customer,
  history: readonly PastState[],
  settings: CreditorSettings,
  contact: MadeContact,
): Facts | null {
  const { contactId, channel, theme, debtIds, at, isAutodialed, isPrerecorded } = contact;
  if (contactId === null) return null;
  const then = asOf(customer, history, at, contactId);
  const others = { ...then, permits: [], made: customer.made.filter((each) => each !== contact) };
  try {
    return factsOf(others, settings, {
      channel, theme, contactId, debtIds, at, isAutodialed, subject: null, date: null, isPast: true,
      says: { isPrerecorded },
    }); // prettier-ignore
  } catch (error) {
    if (error instanceof Refused) return null; // that contact or debt is not the customer's any more
    throw error;
  }
}

/** The next customers, and the contacts with them that no decision stands for. */
export async function judgeContacts(
  db: Connection,
  { _id: backTestId, creditorId, place, ...range }: BackTest & { place: { phase: 'customers' } },
  trial: Trial,
) {
  const customers = await customersAfter(db, creditorId, place.after, customersAtOnce);
  const settings = (await loadSettings(db, [creditorId]))(creditorId);
  const refs = customers.map(({ _id: customerId }) => ({ creditorId, customerId }));
  const history = await historySince(db, refs, range.from);
  const findings: Finding[] = [];
  let [contacts, unjudged] = [0, 0];
  for (const customer of customers)
    for (const contact of madeElsewhere(customer, range)) {
      const facts = factsOfContact(customer, history.get(customer._id) ?? [], settings, contact);
      contacts += 1;
      unjudged += facts ? 0 : 1;
      const outcome = facts && outcomeOf(trial, facts);
      if (outcome?.change !== 'blocked') continue;
      const { interactionId, at, channel, theme } = contact;
      findings.push({
        _id: `${backTestId}/violation/${interactionId}`, creditorId, backTestId, finding: 'violation', at,
        customerId: customer._id, decisionId: null, decision: null, interactionId, channel, theme,
        ruleIds: outcome.ruleIds,
      }); // prettier-ignore
    }
  const last = customers.at(-1);
  const next: Place | null =
    customers.length < customersAtOnce || !last ? null : { phase: 'customers', after: last._id };
  return { seen: customers.length, judged: { contacts, unjudged }, findings, next };
}
