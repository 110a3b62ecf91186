import { Refused } from '@fairdue/refused';
import type { Tx } from '@fairdue/store';
import type { Customer } from '../customers/customer.ts';
import { customersWithAddress } from '../customers/customer.store.ts';
import { noSuchPerson } from '../customers/no-such-person.ts';
import { loadOrRestore } from '../customers/restore-lost.ts';
import { receiptsOnRecord } from '../evidence/evidence.store.ts';
import type { Effect } from '../permits/effect.ts';
import { writeEffects } from '../permits/write-effects.ts';
import { applyLine, interactionIdOf } from './apply-line.ts';
import type { Applying } from './import-holds.ts';
import type { ImportLine } from './import-line.ts';
import type { Import, LineResult, NumberedLine } from './import.ts';
import type { Persons } from './persons-of.ts';
import { suppress } from './suppressed.store.ts';

/** Which customers a line is about: the one it names, or all who have the email or number. */
type About = (line: ImportLine) => readonly string[];

async function load(tx: Tx, creditorId: string, lines: readonly ImportLine[], persons: Persons) {
  const hashes = lines.flatMap((line) => ('personId' in line ? [] : (line.addressHash ?? [])));
  const byAddress = await customersWithAddress(tx, creditorId, hashes);
  const refs = [...new Set(persons.values())].map((customerId) => ({ creditorId, customerId }));
  const named = await loadOrRestore(tx, refs);
  const found = byAddress.map((customer) => [customer._id, customer] as const);
  const before = new Map([...named.before, ...found]);
  const after = new Map<string, Customer>([...named.after, ...found]);
  const about: About = (line) => {
    if ('personId' in line)
      return [persons.get(line.personId)].filter((id) => id !== undefined && after.has(id)) as string[];
    return byAddress
      .filter(({ contacts }) => contacts.some(({ addressHash }) => addressHash === line.addressHash))
      .map(({ _id }) => _id);
  };
  return { before, after, about };
}

/** Lines that put an address on the creditor's list, by their places among these; those that were there are left out. */
async function putOnList(
  tx: Tx,
  { creditorId, recordedBy }: Import,
  lines: readonly NumberedLine[],
): Promise<ReadonlySet<number>> {
  const rows = lines.flatMap((numbered) => {
    if (!('line' in numbered) || numbered.line.kind !== 'suppressions') return [];
    const { addressHash, channels, at } = numbered.line;
    const _id = [creditorId, addressHash, ...channels.toSorted()].join('/');
    return {
      number: numbered.number,
      row: { _id, creditorId, addressHash: addressHash ?? '', channels, at, recordedBy },
    };
  });
  const added = await suppress(tx, rows.map(({ row }) => row)); // prettier-ignore
  return new Set(rows.flatMap(({ number }, i) => (added.has(i) ? number : [])));
}

/**
 * The effects of some lines, in order, with their evidence, in one transaction. What a line says that is known already
 * changes nothing; what cannot be is refused, alone.
 */
export async function applyLines(
  tx: Tx,
  row: Import,
  numbered: readonly NumberedLine[],
  persons: Persons,
  now: Date,
): Promise<LineResult[]> {
  const { creditorId, recordedBy } = row;
  const lines = numbered.flatMap((each) => ('line' in each ? each.line : []));
  const { before, after, about } = await load(tx, creditorId, lines, persons);
  const listed = await putOnList(tx, row, numbered);
  const ids = lines.flatMap((line) => (line.kind === 'contacts' ? interactionIdOf(line) : []));
  const onRecord = await receiptsOnRecord(tx, creditorId, [...after.keys()], ids);
  const applying: Applying = { recordedBy, now, onRecord };
  const effects: Effect<unknown>[] = [];

  const take = (line: ImportLine): LineResult => {
    const customerIds = about(line);
    if (customerIds.length === 0 && line.kind !== 'suppressions') throw nobody(line);
    let isNew = false;
    for (const customerId of customerIds) {
      const applied = applyLine(after.get(customerId) as Customer, line, applying);
      after.set(customerId, applied.customer);
      effects.push(applied);
      isNew ||= applied.isNew;
      for (const { kind, subjectId, text } of applied.evidence ?? [])
        if (kind === 'receipt') onRecord.set(`${customerId} ${subjectId}`, text);
    }
    return { outcome: isNew ? 'taken' : 'repeated' };
  };
  const results = numbered.map((each): LineResult => {
    if ('fault' in each) return { outcome: 'refused', fault: each.fault };
    try {
      const result = take(each.line);
      return listed.has(each.number) ? { outcome: 'taken' } : result;
    } catch (error) {
      if (error instanceof Refused)
        return { outcome: 'refused', fault: { code: error.code, path: pathOf(error.code) } };
      throw error;
    }
  });
  await writeEffects(tx, before, after, effects);
  return results;
}

const nobody = (line: ImportLine): Refused =>
  'personId' in line ? noSuchPerson() : new Refused('not-found', 'contact-not-found', 'Nobody has that number.');

/** Which field of a line is meant. */
const paths: Readonly<Record<string, string>> = {
  'person-not-found': 'personId',
  'loan-not-found': 'loanIds',
  'consent-dates-wrong': 'dates',
  'line-id-reused': 'externalId',
};
const pathOf = (code: string): string | null => paths[code] ?? null;
