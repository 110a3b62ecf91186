import type { CreditorSettings } from '@fairdue/contracts';
import type { Customer, MadeContact } from '../customers/customer.ts';
import { factsOf, isOpen, type Question } from '../customers/facts-of.ts';
import { firstCommunications } from '../customers/landmarks.ts';
import { asOf, type PastState } from '../customers/past-customer.ts';
import { addDays, startOfDay } from '../places/local-time.ts';
import { known } from '../rules/condition.ts';
import { evaluate, nextChange } from '../rules/evaluate.ts';
import { dateOf, lookAt } from '../rules/look.ts';
import type { Ruleset } from '../rules/ruleset.ts';
import { doneFactOf, isDated } from './duty-rules.ts';

/** What a rule requires to be done about one debt by a day, as the facts of now have it. */
export type Duty = {
  dutyId: string;
  debtId: string;
  ruleId: string;
  ruleVersion: number;
  task: string;
  /** The last day on which it is done in time, at the customer’s place. */
  dueOn: string;
  /** When that day is over, in whichever zone of the customer it ends first. */
  dueAt: Date;
  /** The day on which it was done; null while it was not. */
  doneOn: string | null;
};

/** By what duties are worked out: the creditor's settings, its rules of duties, and how the customer stood before. */
export type Asking = { settings: CreditorSettings; rules: Ruleset; history: readonly PastState[]; now: Date };

/** How the customer stood just before that contact was made. */
const justBefore = (customer: Customer, { at }: MadeContact): Customer => ({
  ...customer,
  made: customer.made.filter((each) => each.at < at),
  landmarks: (customer.landmarks ?? []).filter((each) => each.at < at.getTime()),
});

/** The contact by which the collector first told of that debt. */
function firstOf({ made, contacts }: Customer, debtId: string): MadeContact | undefined {
  const firsts = firstCommunications(made, contacts);
  const [named, unnamed] = [firsts.get(debtId), firsts.get('*')];
  return named && unnamed && unnamed.at < named.at ? unnamed : (named ?? unnamed);
}

const asked = (
  over: Pick<Question, 'channel' | 'theme' | 'contactId' | 'at' | 'isPast'>,
  debtId: string,
): Question => ({
  ...over,
  subject: null,
  isAutodialed: false,
  debtIds: [debtId],
  date: null,
});

/** By which contact the rules of duties are asked: a letter home, else whatever there is. */
const usualContact = ({ contacts }: Customer): string | undefined =>
  (contacts.find(({ contactType, affiliation }) => contactType === 'address' && affiliation === 'self') ?? contacts[0])
    ?.contactId;

type Questioned = { of: Customer; question: Question; dated: boolean };

/** Two questions: what followed from the first contact as it was made, and what follows from dates on record now. */
function questionsOf(customer: Customer, debtId: string, { now, history }: Asking): Questioned[] {
  const usual = usualContact(customer);
  if (usual === undefined) return [];
  const first = firstOf(customer, debtId);
  const isKnown = customer.contacts.some(({ contactId }) => contactId === first?.contactId);
  const letter = { channel: 'mail' as const, theme: 'opsCollDebt', contactId: usual, at: now, isPast: false };
  const contact = first && {
    channel: first.channel, theme: first.theme, contactId: isKnown && first.contactId ? first.contactId : usual,
    at: first.at, isPast: true,
  }; // prettier-ignore
  return [
    { of: customer, question: asked(letter, debtId), dated: true },
    ...(first && contact
      ? [
          {
            of: justBefore(asOf(customer, history, first.at, contact.contactId), first),
            question: asked(contact, debtId),
            dated: false,
          },
        ]
      : []),
  ];
}

/** What is owed, and when that may be otherwise without anything being said of the customer. */
type Owed = { duties: Duty[]; changesAt: number };

function owedByOne(customer: Customer, debtId: string, asking: Asking, { of, question, dated }: Questioned): Owed {
  const { settings, rules, now } = asking;
  const facts = factsOf(of, settings, question);
  const zones = facts.dateZones.length > 0 ? facts.dateZones : [settings.timeZone];
  const [zone = settings.timeZone] = zones;
  const present = lookAt(dated ? facts : factsOf(customer, settings, { ...question, at: now, isPast: false }));
  const duties = evaluate(rules, facts).flatMap(({ rule, verdict }) => {
    if (verdict.outcome !== 'due' || !verdict.duty || isDated(rule) !== dated) return [];
    const { task, dueOn } = verdict.duty;
    const doneFact = doneFactOf(rule);
    const done = doneFact ? known(doneFact, present, debtId) : undefined;
    return [
      {
        dutyId: `${customer._id} ${debtId} ${rule.id} ${dueOn}`,
        debtId,
        ruleId: rule.id,
        ruleVersion: rule.version,
        task,
        dueOn,
        dueAt: new Date(Math.min(...zones.map((each) => startOfDay(each, addDays(dueOn, 1))))),
        doneOn: done && done.value !== false ? dateOf(zone, done.value, done.from) : null,
      },
    ];
  });
  return { duties, changesAt: Math.min(present.changesAt, dated ? nextChange(rules, facts) : Infinity) };
}

/**
 * Everything that rules require to be done about the customer’s open debts, worked out from what is known of them and
 * from nothing else, so that asking twice, or anew after a loss, answers the same. What is dated into the future, a fact
 * or a rule, is to be looked at then.
 */
export function dutiesOwed(customer: Customer, asking: Asking): { duties: Duty[]; lookAgainAt: Date | null } {
  const owed = customer.debts
    .filter(isOpen)
    .flatMap(({ debtId }) =>
      questionsOf(customer, debtId, asking).map((each) => owedByOne(customer, debtId, asking, each)),
    );
  const changesAt = Math.min(...owed.map((each) => each.changesAt));
  return {
    duties: owed.flatMap(({ duties }) => duties).toSorted((a, b) => (a.dutyId < b.dutyId ? -1 : 1)),
    lookAgainAt: changesAt === Infinity ? null : new Date(changesAt),
  };
}
