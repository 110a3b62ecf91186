import { isConsentedCall } from './direct-consent.ts';
import type { FactValue } from './facts.ts';
import { lookAt } from './look.ts';
import { aFact, anAsk, someFacts } from './some-facts.ts';

const from = Date.parse('2026-12-07T20:05:00Z');
const asked = (value: FactValue, at: string) =>
  isConsentedCall(
    lookAt(someFacts(anAsk({ at }), { recorded: [aFact('directConsentTo', value, { from })] })),
    'LN-1-A',
  );

test.each([
  ['days that were named', ['2026-12-10'], '2026-12-10T15:00:00Z', true],
  ['days that were named', ['2026-12-10'], '2026-12-09T15:00:00Z', false],
  ['no days', [], '2026-12-13T15:00:00Z', true],
  ['no days', [], '2026-12-14T15:00:00Z', false],
  ['a recorded no', false, '2026-12-08T15:00:00Z', false],
] as const)('%s (%j) at %s: the customer asked for the call is %s', (_what, value, at, answer) => {
  expect(asked(value, at)).toBe(answer);
});
