import { lawOf, type Citation } from '../law.ts';

export const regulationF = (reference: string): Citation => ({
  authority: 'Regulation F',
  reference: `12 CFR ${reference}`,
});
export const fdcpa = (reference: string): Citation => ({ authority: 'FDCPA', reference: `15 U.S.C. ${reference}` });

/** Regulation F, 12 CFR part 1006, in force since 30 November 2021 (85 FR 76734, 86 FR 5766). */
export const regF = lawOf({
  jurisdiction: 'US',
  authority: 'Regulation F',
  effectiveFrom: '2021-11-30',
  roles: ['thirdParty', 'firstPartyByChoice'],
});

/** Federal law that binds whoever collects, whatever the debt. */
export const federal = lawOf({
  jurisdiction: 'US',
  authority: 'United States',
  roles: ['thirdParty', 'firstParty'],
  debts: ['consumer', 'commercial'],
});
