import type { Deps } from '@fairdue/service';
import type { Tx } from '@fairdue/store';
import { schedule, type TimerRow } from '@fairdue/timers';
import { knownCreditors } from '../creditors/creditor-settings.ts';
import { customersAfter } from '../customers/customer.store.ts';
import type { Rule } from '../rules/rule.ts';
import type { ActiveVersion } from '../rules/versions/rule-version.ts';
import { mayOwe } from './changed-duties.ts';
import { requiresDuty } from './duty-rules.ts';
import { dutyLook, dutySweep, type Swept } from './duty-timers.ts';

const customersAtOnce = 200;

/** A version of a rule takes effect, or another one ends by it: whoever may owe by either is looked at then. */
export async function sweepDuties(tx: Tx, version: ActiveVersion, replaced: Rule): Promise<void> {
  const { ruleId, creditorId, record, effectiveAt } = version;
  if (![replaced, ...(record ? [record] : [])].some(requiresDuty)) return;
  const whose = creditorId === null ? await knownCreditors(tx) : [creditorId];
  await schedule(
    tx,
    dutySweep,
    whose.map((each) => ({
      id: `${ruleId}/${version.version}/${each}/`,
      key: each,
      dueAt: effectiveAt,
      data: { creditorId: each, because: `${ruleId}/${version.version}`, after: '' },
    })),
  );
}

/** Some customers at a time; the row of the next ones is written with the looks at these. */
export async function sweep({ now }: Deps, tx: Tx, rows: readonly TimerRow<Swept>[]): Promise<void> {
  for (const { key, data } of rows) {
    const { creditorId, because } = data;
    const page = await customersAfter(tx.db, creditorId, data.after, customersAtOnce);
    await schedule(
      tx,
      dutyLook,
      page.filter(mayOwe).map(({ _id }) => ({ id: _id, key: _id, dueAt: new Date(), data: { creditorId } })),
    );
    const after = page.at(-1)?._id;
    if (after !== undefined && page.length === customersAtOnce)
      await schedule(tx, dutySweep, [
        { id: `${because}/${creditorId}/${after}`, key, dueAt: now(), data: { ...data, after } },
      ]);
  }
}
