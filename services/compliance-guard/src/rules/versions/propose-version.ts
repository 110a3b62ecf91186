import { answerWith, caller, idempotent, read, requirePermission } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import { transaction } from '@fairdue/store';
import { Router } from 'express';
import type { Guard } from '../../permits/guard.ts';
import { writtenBy } from '../../people/the-person.ts';
import { Rule } from '../rule.ts';
import { proveChange } from './prove-change.ts';
import { recordFaults } from './record-faults.ts';
import type { RuleVersion } from './rule-version.ts';
import { changeRules, nextVersion, saveVersion } from './rule-version.store.ts';
import { holdingVersion, shippedRule } from './the-rule.ts';
import { RulePath, VersionRequest, versionBody, type RecordChange } from './version.wire.ts';
import { whoseRules } from './whose-rules.ts';

/** The record that holds, with what is changed about it. It must be one that every question can be judged by. */
function changed(held: Rule, change: RecordChange, version: number, now: Date): Rule {
  const enforcement = change.enforcement ?? held.enforcement;
  const record = read(
    Rule,
    {
      ...held,
      ...change,
      scope: { ...held.scope, ...change.scope },
      disabledBecause: enforcement === 'off' ? (change.disabledBecause ?? held.disabledBecause) : null,
      version,
      knownFrom: now.toISOString().slice(0, 10),
    },
    'change',
  );
  const faults = recordFaults(record).map(({ path, problem }) => ({ path: `change.${path}`, problem }));
  const [first] = faults;
  if (first) throw new Refused('malformed', 'request-invalid', `${first.path}: ${first.problem}`, faults);
  return record;
}

/** Somebody at the agency writes a version of a rule. It judges nothing until a second person activates it. */
export const proposeVersionRoute = ({ deps }: Guard) =>
  Router().post('/agency/v1/rules/:ruleId/versions', idempotent(deps), async (req, res) => {
    const from = caller(req);
    requirePermission(from, 'agency.rules:write');
    const { ruleId } = read(RulePath, req.params);
    const { creditorId, change, reason } = read(VersionRequest, req.body);
    whoseRules(from, creditorId);
    const shipped = shippedRule(ruleId);
    if (change === null && creditorId === null)
      throw new Refused('malformed', 'request-invalid', 'change: everybody’s version says something.');

    const version = await transaction(deps.db, async (tx) => {
      await changeRules(tx);
      const now = deps.now();
      const held = await holdingVersion(tx, shipped, creditorId);
      const number = await nextVersion(tx, shipped);
      const proposed: RuleVersion = {
        creditorId,
        ruleId,
        version: number,
        basedOn: held.rule.version,
        record: change && changed(held.rule, change, number, now),
        proposedBy: writtenBy(from, reason),
        proposedAt: now,
        activatedBy: null,
        activatedAt: null,
        effectiveAt: null,
        withdrawnBy: null,
        withdrawnAt: null,
      };
      await saveVersion(tx, proposed);
      await proveChange(tx, 'rule-proposed', proposed, now);
      await answerWith(tx, req, 201, versionBody(proposed));
      return proposed;
    });

    deps.log.info({ ruleId, version: version.version, creditorId, accountId: from.accountId }, 'rule version proposed');
    res.status(201).json(versionBody(version));
  });
