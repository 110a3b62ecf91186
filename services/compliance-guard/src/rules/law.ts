import type { RuleRecord } from './rule.ts';
import { Affiliation, sent } from './words.ts';

type Scope = RuleRecord['scope'];
type Category = RuleRecord['category'];

/** What one row of a law says for itself; the rest is its authority's, or goes without saying. */
export type Row = Pick<RuleRecord, 'id' | 'name' | 'group' | 'shape'> &
  Partial<Omit<RuleRecord, 'scope' | 'citations' | 'id' | 'name' | 'group' | 'shape'>> &
  Partial<Scope> & { cite: string | readonly Citation[] };

export type Citation = { authority: string; reference: string };

/** What all rows of one authority share. */
export type Authority = { jurisdiction: string; authority: string } & Partial<
  Omit<RuleRecord, 'id' | 'name' | 'group' | 'shape' | 'scope' | 'citations'>
> &
  Partial<Scope>;

/** Long before anything this platform will ever be asked about. */
export const longInForce = '2000-01-01';
/** The day on which the law was last read for these records. */
export const readOn = '2026-11-01';
/** Why a row that nobody has read in any source is off. */
export const fromMemory = 'from memory: somebody must read the text first';

export const everyone = Affiliation.options;
export const allButAttorney = everyone.filter((affiliation) => affiliation !== 'attorney');
export const ofCustomer = ['self', 'spouse', 'parent', 'guardian', 'executor'] as const;

const categories: Record<RuleRecord['group'], Category> = {
  platform: 'doNotInteract',
  bankruptcy: 'personStatus',
  deceased: 'personStatus',
  cease: 'case',
  attorney: 'personStatus',
  'other-hold': 'case',
  consent: 'consent',
  place: 'thirdParty',
  count: 'frequency',
  quiet: 'frequency',
  hours: 'timeOfDay',
  content: 'case',
  duty: 'case',
};

const codes: Record<RuleRecord['group'], string> = {
  platform: 'doNotInteract',
  bankruptcy: 'bankruptcy',
  deceased: 'deceased',
  cease: 'ceaseCommunication',
  attorney: 'attorneyRepresented',
  'other-hold': 'caseOpen',
  consent: 'consentMissing',
  place: 'thirdPartyDisclosure',
  count: 'stateCap',
  quiet: 'conversationCooldown',
  hours: 'quietHours',
  content: 'textRequired',
  duty: 'noticeRequired',
};

const enforcementOf = (kind: RuleRecord['shape']['kind']): RuleRecord['enforcement'] => {
  if (kind === 'disclose') return 'disclose';
  return kind === 'duty' ? 'require-notice' : 'block';
};

/**
 * The words of one authority: what its rows share is said once. Unsaid, a row binds whoever collects consumer debt as a
 * third party, for what is sent in collection and its notices to anybody, and blocks (a disclosure discloses, a duty
 * requires), on the text itself.
 */
export function lawOf(shared: Authority): (row: Row) => RuleRecord {
  return (row) => {
    const { authority, cite, channels, classes, roles, debts, affiliations, only, ...own } = {
      channels: [...sent],
      classes: ['collection', 'notice'] as Scope['classes'],
      roles: ['thirdParty'] as Scope['roles'],
      debts: ['consumer'] as Scope['debts'],
      affiliations: [...everyone],
      only: [],
      ...shared,
      ...row,
    };
    return {
      partOf: null,
      version: 1,
      unless: [],
      enforcement: own.disabledBecause ? 'off' : enforcementOf(row.shape.kind),
      disabledBecause: null,
      category: categories[row.group],
      reasonCode: codes[row.group],
      message: null,
      confidence: 'V',
      effectiveFrom: longInForce,
      effectiveTo: null,
      knownFrom: readOn,
      ...own,
      scope: { channels, classes, roles, debts, affiliations, only },
      citations: typeof cite === 'string' ? [{ authority, reference: cite }] : [...cite],
    };
  };
}
