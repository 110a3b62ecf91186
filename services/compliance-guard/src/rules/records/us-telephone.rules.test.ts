import { expected, on, saidIn, type StateRow } from '../state-row.ts';

const dialled = { ask: { isAutodialed: true } };
const serviceCall = { ask: { isAutodialed: true, theme: 'opsServicing' } };
const recordedVoice = { ask: { says: { isPrerecorded: true } } };
const consented = { contact: { consentAutodialedCall: true } };
const landline = { contact: { lineType: 'residential' } } as const;
const consentedLandline = { contact: { lineType: 'residential', consentAutodialedCall: true } } as const;
const three = on(['2026-11-10', '2026-11-20', '2026-11-30'], { lineType: 'residential', isPrerecorded: true });

/** Consent of the number is not enough for collection: the person's must be on record, too (compliance-guard-api 3.4, 8.3). */
test.each<StateRow>([
  { rule: 'tcpa-cell-consent', when: 'nobody consented', ...dialled, says: 'block' },
  { rule: 'tcpa-cell-consent', when: 'the number may be dialled, and of the person nothing is known', ...dialled, ...consented, says: 'block' },
  { rule: 'tcpa-cell-consent', when: 'the person agreed as well', ...dialled, ...consented, known: { autodialedCollRevoked: false } },
  { rule: 'tcpa-cell-consent', when: 'the person took it back', ...dialled, ...consented, known: { autodialedCollRevoked: true }, says: 'block' },
  { rule: 'tcpa-cell-consent', when: 'it serves the customer, and the number may be dialled', ...serviceCall, ...consented },
  { rule: 'tcpa-cell-consent', when: 'it serves the customer, and nobody consented', ...serviceCall, says: 'block' },
  { rule: 'tcpa-cell-consent', when: 'somebody dials by hand' },
  { rule: 'tcpa-cell-consent', when: 'a recorded voice calls a line that nobody looked up', ...recordedVoice, contact: { lineType: null }, says: 'block' },
  { rule: 'tcpa-residential-3-in-30', when: 'the fourth in thirty days', ...recordedVoice, ...landline, contacts: three, says: 'block', next: '2026-12-10T13:00:00.000Z' },
  { rule: 'tcpa-residential-3-in-30', when: 'the number may be dialled, and of the person nothing is known', ...recordedVoice, ...consentedLandline, contacts: three, says: 'block', next: '2026-12-10T13:00:00.000Z' },
  { rule: 'tcpa-residential-3-in-30', when: 'number and person consented', ...recordedVoice, ...consentedLandline, contacts: three, known: { autodialedCollRevoked: false } },
])('$rule, $when', (each) => {
  expect(saidIn('US', 'America/New_York', each)).toEqual(expected(each));
}); // prettier-ignore
