import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changedInPlace, hashesOfRecords, type RecordHashes } from './record-hashes.ts';
import { rowIds } from './records/row-ids.ts';
import { rules } from './ruleset.ts';
import { groups } from './words.ts';

test('every rule has an id of its own', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

test('rules stand in the order in which answers name them', () => {
  const places = rules.map(({ group }) => groups.indexOf(group));

  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('a rule of law says where it stands', () => {
  const uncited = rules.filter(({ jurisdiction, citations }) => jurisdiction !== 'platform' && citations.length === 0);

  expect(uncited).toEqual([]);
});

test.each(Object.keys(rowIds))('every row of the table %s is a record', (table) => {
  const known = new Set(rules.map(({ id }) => id));

  expect(rowIds[table]?.filter((id) => !known.has(id))).toEqual([]);
});

test('a record that is not a row of its own is part of one', () => {
  const rows = new Set(Object.values(rowIds).flat());
  const ownPolicy = (id: string) => id.startsWith('lender-') || id === 'identity-theft-claim';

  const strays = rules.filter(({ id, partOf }) => !ownPolicy(id) && !rows.has(partOf ?? id));

  expect(strays.map(({ id }) => id)).toEqual([]);
});

test('a rule wholly from memory is off', () => {
  expect(rules.filter(({ confidence, enforcement }) => confidence === 'M' && enforcement !== 'off')).toEqual([]);
});

test('an adopted rule exists', () => {
  const known = new Set(rules.map(({ id }) => id));
  const adopted = rules.flatMap(({ shape }) => (shape.kind === 'adopt' ? shape.rules : []));

  expect(adopted.filter((id) => !known.has(id))).toEqual([]);
});

const hashes = join(import.meta.dirname, 'records/record-hashes.json');
const shipped = JSON.parse(readFileSync(hashes, 'utf8')) as RecordHashes;

test('a record that was shipped never says anything else under its version', () => {
  const [first, ...others] = rules;
  const bent = { ...first!, message: 'Something else.' };

  expect(changedInPlace(shipped, rules)).toEqual([]);
  expect(changedInPlace(shipped, [bent, ...others])).toEqual([`${bent.id}/${bent.version}`]);
  expect(changedInPlace(shipped, [{ ...bent, version: bent.version + 1_000 }, ...others])).toEqual([]);
});

test('every record is among those whose hashes are kept', () => {
  expect(Object.keys(hashesOfRecords(rules)).filter((name) => shipped[name] === undefined)).toEqual([]);
});

test('shipped versions leave room for those that people write: 1, 1001, 2001', () => {
  expect(rules.filter(({ version }) => version % 1_000 !== 1)).toEqual([]);
});
