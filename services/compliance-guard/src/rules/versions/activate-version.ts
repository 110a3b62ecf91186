import { caller, idempotent, read, requirePermission, theCreditors } from '@fairdue/http';
import { transaction } from '@fairdue/store';
import { Router } from 'express';
import { sweepDuties } from '../../duties/sweep-duties.ts';
import { writtenBy } from '../../people/the-person.ts';
import type { Guard } from '../../permits/guard.ts';
import { proveChange } from './prove-change.ts';
import { activated, isActive, withdrawn } from './rule-version.ts';
import { changeRules, creditorsWithOwn, saveVersion } from './rule-version.store.ts';
import { holdingVersion, shippedRule, theVersion } from './the-rule.ts';
import { ActivationRequest, VersionPath, versionBody, WithdrawalRequest } from './version.wire.ts';
import { whoseRules } from './whose-rules.ts';

/** Less than the lead of an activation leaves, so that none is committed too late for a replica to know it in time. */
const deadlineMs = 4_000;
const path = '/agency/v1/rules/:ruleId/versions/:version';

/** What becomes of a proposed version: another person puts it into force from an instant on, or somebody takes it back. */
export const activateVersionRoutes = ({ deps }: Guard) =>
  Router()
    .post(`${path}/activation`, idempotent(deps), async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.rules:activate');
      const { ruleId, version } = read(VersionPath, req.params);
      const { effectiveAt, reason } = read(ActivationRequest, req.body);
      const shipped = shippedRule(ruleId);

      const { after, notFor } = await transaction(
        deps.db,
        async (tx) => {
          await changeRules(tx);
          const before = await theVersion(tx, theCreditors(from), { ruleId, version });
          const { creditorId } = before;
          whoseRules(from, creditorId);
          const now = deps.now();
          const { rule, from: heldFrom } = await holdingVersion(tx, shipped, creditorId);
          const after = activated(before, {
            by: writtenBy(from, reason),
            now,
            effectiveAt: effectiveAt === undefined ? undefined : new Date(effectiveAt),
            holding: { version: rule.version, from: heldFrom },
          });
          const notFor = creditorId === null ? await creditorsWithOwn(tx, ruleId) : [];
          if (after === before) return { after, notFor };
          await saveVersion(tx, after);
          await proveChange(tx, 'rule-activated', after, now);
          if (isActive(after)) await sweepDuties(tx, after, rule);
          return { after, notFor };
        },
        { deadlineMs },
      );

      const { creditorId } = after;
      deps.log.info({ ruleId, version, creditorId, accountId: from.accountId }, 'rule version activated');
      res.json({ ...versionBody(after), notFor });
    })
    .post(`${path}/withdrawal`, idempotent(deps), async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.rules:write');
      const { ruleId, version } = read(VersionPath, req.params);
      const { reason } = read(WithdrawalRequest, req.body);
      shippedRule(ruleId);

      const after = await transaction(deps.db, async (tx) => {
        await changeRules(tx);
        const before = await theVersion(tx, theCreditors(from), { ruleId, version });
        whoseRules(from, before.creditorId);
        const now = deps.now();
        const after = withdrawn(before, writtenBy(from, reason), now);
        if (after === before) return after;
        await saveVersion(tx, after);
        await proveChange(tx, 'rule-withdrawn', after, now);
        return after;
      });

      const { creditorId } = after;
      deps.log.info({ ruleId, version, creditorId, accountId: from.accountId }, 'rule version withdrawn');
      res.json(versionBody(after));
    });
