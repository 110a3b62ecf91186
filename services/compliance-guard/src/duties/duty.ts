import type { CreditorSettings } from '@fairdue/contracts';
import type { Customer, MadeContact } from '../customers/customer.ts';
import { factsOf, isOpen, type Question } from '../customers/facts-of.ts';
import { firstCommunications } from '../customers/landmarks.ts';
import { addDays, startOfDay } from '../places/local-time.ts';
import { known } from '../rules/condition.ts';
import { evaluate } from '../rules/evaluate.ts';
import { dateOf, lookAt } from '../rules/look.ts';
import type { Rule } from '../rules/rule.ts';
import { rules, rulesetOf, rulesetVersion } from '../rules/ruleset.ts';

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

const isDuty = ({ shape, enforcement }: Rule): boolean => shape.kind === 'duty' && enforcement === 'require-notice';

const doneBy = new Map(rules.map(({ id, shape }) => [id, shape.kind === 'duty' ? shape.done : null]));

/** Whether something was done is asked here, so that a duty that was fulfilled is still seen. */
const untilDone = (rule: Rule): Rule =>
  rule.shape.kind === 'duty' ? { ...rule, shape: { ...rule.shape, done: null } } : rule;
const dutyRules = rulesetOf(rulesetVersion, rules.filter(isDuty).map(untilDone));

/** Does it follow from a date on record, and not from a contact that was made? */
const isDated = ({ shape }: Rule): boolean => shape.kind === 'duty' && shape.from !== 'contact';

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

/** Two questions: what followed from the first contact as it was made, and what follows from dates on record now. */
function questionsOf(
  customer: Customer,
  debtId: string,
  now: Date,
): { of: Customer; question: Question; dated: boolean }[] {
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
    ...(first && contact ? [{ of: justBefore(customer, first), question: asked(contact, debtId), dated: false }] : []),
  ];
}

function dutiesOfDebt(customer: Customer, settings: CreditorSettings, debtId: string, now: Date): Duty[] {
  return questionsOf(customer, debtId, now).flatMap(({ of, question, dated }) => {
    const facts = factsOf(of, settings, question);
    const zones = facts.dateZones.length > 0 ? facts.dateZones : [settings.timeZone];
    const [zone = settings.timeZone] = zones;
    const present = lookAt(dated ? facts : factsOf(customer, settings, { ...question, at: now, isPast: false }));
    return evaluate(dutyRules, facts).flatMap(({ rule, verdict }) => {
      if (verdict.outcome !== 'due' || !verdict.duty || isDated(rule) !== dated) return [];
      const { task, dueOn } = verdict.duty;
      const doneFact = doneBy.get(rule.id);
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
  });
}

/**
 * Everything that rules require to be done about the customer’s open debts, worked out from what is known of them and
 * from nothing else, so that asking twice, or anew after a loss, answers the same.
 */
export const dutiesOwed = (customer: Customer, settings: CreditorSettings, now: Date): Duty[] =>
  customer.debts
    .filter(isOpen)
    .flatMap(({ debtId }) => dutiesOfDebt(customer, settings, debtId, now))
    .toSorted((a, b) => (a.dutyId < b.dutyId ? -1 : 1));
