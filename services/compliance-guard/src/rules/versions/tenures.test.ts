import { rules } from '../ruleset.ts';
import { KnownRules } from './current-rules.ts';
import { recordFaults } from './record-faults.ts';
import { activated, leadMs, withdrawn, type ActiveVersion, type RuleVersion } from './rule-version.ts';
import { tenuresOf } from './tenures.ts';

const [hours] = rules.filter(({ id }) => id === 'reg-f-hours');
if (!hours) throw new Error('The rule of hours is shipped.');

const by = (id: string) => ({ kind: 'account' as const, id });
const day = (n: number) => new Date(Date.UTC(2027, 0, n));

const aVersion = (over: Partial<RuleVersion> & { version: number }): RuleVersion => ({
  creditorId: null,
  ruleId: hours.id,
  basedOn: 1,
  record: { ...hours, version: over.version },
  proposedBy: by('AC-1-A'),
  proposedAt: day(1),
  activatedBy: null,
  activatedAt: null,
  effectiveAt: null,
  withdrawnBy: null,
  withdrawnAt: null,
  ...over,
});
const active = (version: number, from: number, over: Partial<RuleVersion> = {}): ActiveVersion => {
  const activatedAt = day(2);
  const effectiveAt = day(from);
  return { ...aVersion({ version, ...over }), activatedBy: by('AC-1-B'), activatedAt, effectiveAt };
};

/** Which version holds from which day of January on; null: from always. */
const held = (versions: readonly ActiveVersion[], creditorId: string | null) =>
  tenuresOf([hours], versions, creditorId).map(({ rule, from }) => [
    rule.version,
    Number.isFinite(from) ? new Date(from).getUTCDate() : null,
  ]);

const own = { creditorId: 'CR-1-A' };

test.each([
  ['without versions the shipped one holds', [], null, [[1, null]]],
  ['a version holds from its instant on', [active(2, 5)], null, [[1, null], [2, 5]]],
  ['in whatever order they come', [active(3, 9), active(2, 5)], null, [[1, null], [2, 5], [3, 9]]],
  ['a creditor’s own binds nobody else', [active(2, 5, own)], 'CR-1-B', [[1, null]]],
  ['a creditor’s own stands before everybody’s', [active(2, 5, own), active(3, 9)], 'CR-1-A', [[1, null], [2, 5]]],
  ['until it has none any more', [active(2, 5, own), active(3, 7), active(4, 9, { ...own, record: null })], 'CR-1-A', [[1, null], [2, 5], [3, 9]]],
  ['of two from one instant the later one holds', [active(2, 5), active(3, 5)], null, [[1, null], [3, 5]]],
] as const)('%s', (_name, versions, creditorId, expected) => {
  expect(held(versions, creditorId)).toEqual(expected);
}); // prettier-ignore

const holding = { version: 1, from: -Infinity };
const activate = (version: RuleVersion, over: Partial<Parameters<typeof activated>[1]> = {}) =>
  activated(version, { by: by('AC-1-B'), now: day(3), effectiveAt: undefined, holding, ...over });

test('unsaid, a version takes effect when every replica surely knows it', () => {
  expect(activate(aVersion({ version: 2 })).effectiveAt).toEqual(new Date(day(3).getTime() + leadMs));
});

test('activated or withdrawn again, nothing changes', () => {
  const done = activate(aVersion({ version: 2 }));
  const gone = withdrawn(aVersion({ version: 2 }), by('AC-1-B'), day(3));

  expect(activate(done)).toBe(done);
  expect(withdrawn(gone, by('AC-1-C'), day(4))).toBe(gone);
});

test.each([
  ['second-person-needed', () => activate(aVersion({ version: 2 }), { by: by('AC-1-A') })],
  ['rule-version-outdated', () => activate(aVersion({ version: 3 }), { holding: { version: 2, from: 0 } })],
  ['rule-version-withdrawn', () => activate(withdrawn(aVersion({ version: 2 }), by('AC-1-A'), day(3)))],
  ['rule-version-activated', () => activate(activate(aVersion({ version: 2 })), { effectiveAt: day(9) })],
  ['rule-version-activated', () => withdrawn(activate(aVersion({ version: 2 })), by('AC-1-A'), day(4))],
  ['effective-too-soon', () => activate(aVersion({ version: 2 }), { effectiveAt: day(3) })],
  ['effective-too-soon', () => activate(aVersion({ version: 2 }), { effectiveAt: day(4), holding: { version: 1, from: day(5).getTime() } })],
] as const)('%s', (code, change) => {
  expect(change).toThrow(expect.objectContaining({ code }));
}); // prettier-ignore

test('who decides so late that an activation may have been missed decides nothing', () => {
  const known = new KnownRules(1, [], day(1).getTime());

  expect(known.of('CR-1-A', new Date(day(1).getTime() + leadMs - 1)).version).toBeTruthy();
  expect(() => known.of('CR-1-A', new Date(day(1).getTime() + leadMs))).toThrow(
    expect.objectContaining({ code: 'rules-stale' }),
  );
});

test('every shipped record can be judged by whatever is asked', () => {
  expect(rules.filter((rule) => recordFaults(rule).length > 0).map((rule) => [rule.id, recordFaults(rule)])).toEqual(
    [],
  );
});
