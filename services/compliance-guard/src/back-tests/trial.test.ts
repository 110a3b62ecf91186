import { rules, ruleset, rulesetOf } from '../rules/ruleset.ts';
import { anAsk, someFacts } from '../rules/some-facts.ts';
import { outcomeOf, trialOf } from './trial.ts';

const [hours] = rules.filter(({ id }) => id === 'reg-f-hours');
if (hours?.shape.kind !== 'hours') throw new Error('The rule of hours is shipped.');
const later = { ...hours, version: 2, effectiveFrom: '2030-01-01', shape: { ...hours.shape, open: '14:00' } };
const warns = { ...hours, version: 2, enforcement: 'warn' as const };

const at = (time: string) => someFacts(anAsk({ at: `2026-12-01T${time}:00-05:00` }));
const trial = (proposal: typeof later | typeof warns) => trialOf(ruleset, new Map([[hours.id, proposal]]));

test.each([
  ['would be blocked, whatever day the version is written for', later, '10:00', { change: 'blocked', ruleIds: ['reg-f-hours'] }],
  ['would be blocked as it was', later, '23:00', null],
  ['would be allowed as it was', later, '15:00', null],
  ['would be allowed', warns, '23:00', { change: 'allowed', ruleIds: ['reg-f-hours'] }],
] as const)('what %s', (_name, proposal, time, expected) => {
  expect(outcomeOf(trial(proposal), at(time))).toEqual(expected);
}); // prettier-ignore

test('what is refused before any rule stays refused', () => {
  const facts = { ...at('23:00'), hasAddress: false };

  expect(outcomeOf(trial(warns), facts)).toBeNull();
});

test('other rules stay as they held, and the tried one is judged once', () => {
  const { tried } = trialOf(rulesetOf('test', rules), new Map([[hours.id, later]]));

  expect(tried.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
});
