import type { Connection } from '@fairdue/store';
import { loadCustomers } from '../customers/customer.store.ts';
import { decisionsBetween, type DecisionRow } from '../decisions/decision.store.ts';
import type { Facts } from '../rules/facts.ts';
import type { BackTest, Finding, Place } from './back-test.ts';
import { outcomeOf, type Trial } from './trial.ts';

export const pageSize = 200;

/** Permits that were used, but reached nobody. */
async function neverStarted(db: Connection, creditorId: string, rows: readonly DecisionRow[]): Promise<Set<string>> {
  const refs = rows.map(({ customerId }) => ({ creditorId, customerId }));
  const customers = await loadCustomers(db, refs);
  return new Set(
    [...customers.values()].flatMap(({ ended }) =>
      ended.filter(({ cause }) => cause === 'not-started').map(({ permitId }) => permitId),
    ),
  );
}

const permitOf = ({ record }: DecisionRow): string =>
  (JSON.parse(record) as { request: { permitId?: string } }).request.permitId ?? '';

/** The next decisions of the time, each judged again by the very facts it was decided on. */
export async function judgeDecisions(
  db: Connection,
  { _id: backTestId, creditorId, from, to, place }: BackTest & { place: { phase: 'decisions' } },
  trial: Trial,
) {
  const rows = await decisionsBetween(db, creditorId, { from, to, after: place.after, limit: pageSize });
  const otherwise = rows.flatMap((row) => {
    const facts = JSON.parse(row.facts) as Facts;
    const outcome = outcomeOf(trial, facts);
    return outcome ? [{ row, asked: facts.asked, ...outcome }] : [];
  });
  const isMade = ({ row, change }: (typeof otherwise)[number]) =>
    change === 'blocked' && row.kind === 'hand-over' && row.allowed;
  const made = otherwise.filter(isMade);
  const unstarted = await neverStarted(
    db,
    creditorId,
    made.map(({ row }) => row),
  );
  const findingOf = (finding: Finding['finding'], { row, asked, ruleIds }: (typeof otherwise)[number]): Finding => ({
    _id: `${backTestId}/${finding}/${row._id}`,
    creditorId,
    backTestId,
    finding,
    at: row.at,
    customerId: row.customerId,
    decisionId: row._id,
    decision: row.kind,
    interactionId: row.kind === 'can-interact' ? null : row.requestedBy,
    channel: asked.channel,
    theme: asked.theme,
    ruleIds,
  });
  const last = rows.at(-1);
  const next: Place =
    rows.length < pageSize || !last
      ? { phase: 'customers', after: '' }
      : { phase: 'decisions', after: { at: last.at, id: last._id } };
  return {
    seen: rows.length,
    judged: { decisions: rows.length },
    findings: [
      ...otherwise.map((each) => findingOf(each.change === 'blocked' ? 'newly-blocked' : 'newly-allowed', each)),
      ...made.filter(({ row }) => !unstarted.has(permitOf(row))).map((each) => findingOf('violation', each)),
    ],
    next,
  };
}
