import type { Facts } from '../facts.ts';
import type { RuleOf } from '../rule.ts';
import { pass, type Verdict } from '../verdict.ts';

type State = RuleOf<'contact'>['shape']['is'];

/** With whom a debt may be spoken about without the customer's leave (12 CFR 1006.6(a), (d)(1)). */
const entitled = ['self', 'spouse', 'parent', 'guardian', 'executor', 'attorney'];

const states: Record<State, { holds: (facts: Facts) => boolean; detail: string; evidence: (facts: Facts) => object }> =
  {
    invalid: {
      holds: ({ contact }) => !contact.valid,
      detail: 'The contact is marked as not valid.',
      evidence: () => ({ valid: false }),
    },
    'third-party': {
      holds: ({ contact }) => !entitled.includes(contact.affiliation),
      detail: 'The contact belongs to somebody with whom the debt may not be discussed.',
      evidence: () => ({ entitled: false }),
    },
    'without-place': {
      holds: ({ zones }) => zones.length === 0,
      detail: 'Neither an address nor a number tells where the customer is.',
      evidence: ({ hasAddress }) => ({ addressOnFile: hasAddress, zones: 0 }),
    },
    'without-autodial-consent': {
      holds: ({ asked, contact }) => asked.isAutodialed && contact.consentAutodialedCall !== true,
      detail: 'No consent to autodialled or prerecorded calls is recorded for this number.',
      evidence: ({ contact }) => ({ consentAutodialedCall: contact.consentAutodialedCall }),
    },
    'text-consent-withdrawn': {
      holds: ({ contact }) => contact.receiveTextMessages === false && contact.wasTextable,
      detail: 'Consent to texts was withdrawn for this number.',
      evidence: () => ({ receiveTextMessages: false }),
    },
    'without-debt': {
      holds: ({ asked }) => asked.theme === 'opsCollDebt' && asked.debtIds.length === 0,
      detail: 'There is no debt left to collect.',
      evidence: () => ({ openDebts: 0 }),
    },
  };

export function judgeContact({ shape }: RuleOf<'contact'>, facts: Facts): Verdict {
  const state = states[shape.is];
  if (!state.holds(facts)) return pass(`contact is not ${shape.is}`);
  return {
    outcome: 'against',
    detail: state.detail,
    debtIds: [],
    isAboutContact: true,
    evidence: { ...state.evidence(facts) },
    freeAt: null,
  };
}
