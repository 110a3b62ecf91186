import { Instant } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { z } from 'zod';
import { factNames, factRegistry, type FactName } from '../rules/fact-registry.ts';
import type { FactValue } from '../rules/facts.ts';
import { agencyConsent, agencyFact, agencyPreference } from '../rules/registry/registered.ts';
import { statedTime } from '../rules/shapes/stated-times.ts';

const textOf = ({ words, form }: { words?: readonly string[]; form?: RegExp }): z.ZodType<string> => {
  if (words) return z.enum(words as [string, ...string[]]);
  return form ? z.string().regex(form, `must look like ${form.source}`) : z.string().trim().min(1).max(200);
};

/** How a value of that fact is written, as the registry says. */
export function valueOf(name: FactName): z.ZodType<FactValue> {
  const fact = factRegistry[name];
  switch (fact.type) {
    case 'flag':
      return z.boolean();
    case 'date':
      return z.union([z.iso.date(), Instant]);
    case 'dates':
      return z.array(z.iso.date()).max(50);
    case 'text':
      return textOf(fact);
    case 'list':
      return z.array(textOf(fact)).min(1).max(50);
    case 'times':
      return z.array(z.string().regex(statedTime, 'must be a time as `mon,wed 17:00-19:00`')).min(1).max(50);
  }
}

const isWrittenBy =
  (...calls: readonly string[]) =>
  (name: FactName): boolean =>
    factRegistry[name].sources.some((source) => calls.includes(source));

/** What somebody at the agency may write down of a person, a contact or a debt. */
const isRecordable = isWrittenBy(agencyFact, agencyConsent, agencyPreference);

export const consentNames = factNames.filter(isWrittenBy(agencyConsent));
export const preferenceNames = factNames.filter(isWrittenBy(agencyPreference));

/** A fact of the registry that is known by being written down. */
export function recordable(name: FactName): FactName {
  if (isRecordable(name)) return name;
  const [source = ''] = factRegistry[name].sources;
  throw new Refused('rule', 'fact-not-recordable', `Nobody writes ${name} down: it comes from ${source}.`);
}
