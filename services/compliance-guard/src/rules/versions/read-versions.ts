import { caller, read, requirePermission, theCreditor, theCreditors } from '@fairdue/http';
import { pageOf, readCursor } from '@fairdue/store';
import { Router } from 'express';
import type { z } from 'zod';
import type { Guard } from '../../permits/guard.ts';
import { addDays } from '../../places/local-time.ts';
import { isHeldTo, isInForce, rules } from '../ruleset.ts';
import { activeVersions, listVersions } from './rule-version.store.ts';
import { tenuresOf } from './tenures.ts';
import { shippedRule, theVersion } from './the-rule.ts';
import {
  heldRule, RulePath, RulesOfDayQuery, shippedBody, versionBody, VersionPath, type HeldRuleList, type VersionList,
} from './version.wire.ts'; // prettier-ignore

/** A day is asked about as it ends: what changed during it has changed. */
const instantOf = (moment: string | undefined, now: Date): number => {
  if (moment === undefined) return now.getTime();
  return moment.length === 10 ? Date.parse(addDays(moment, 1)) - 1 : Date.parse(moment);
};

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Which rules hold, or held, and did we know it: those of a moment, as they were known at another. */
export const readVersionsRoutes = ({ deps: { db, now } }: Guard) =>
  Router()
    .get('/agency/v1/rules', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.rules:read');
      const { creditorId, on, knownAt, jurisdiction, limit, after } = read(RulesOfDayQuery, req.query);
      const whose = creditorId === undefined ? null : theCreditor(from, creditorId);
      const [position = 0] = readCursor(after, ['number']) ?? [];
      const at = instantOf(on, now());
      const known = instantOf(knownAt, now());

      const versions = await activeVersions(db, whose);
      const tenures = tenuresOf(
        rules.filter(({ knownFrom }) => knownFrom <= dateOf(known)),
        versions.filter(({ activatedAt }) => activatedAt.getTime() <= known),
        whose,
      );

      const held = tenures
        .filter((each) => isHeldTo(each, at) && isInForce(each.rule, dateOf(at)))
        .filter(({ rule }) => jurisdiction === undefined || rule.jurisdiction === jurisdiction)
        .map((tenure, i) => ({ tenure, position: i + 1 }));
      const { items, next } = pageOf(
        held.filter((each) => each.position > Number(position)).slice(0, limit + 1),
        limit,
        ['position'],
      );
      const body: z.output<typeof HeldRuleList> = { items: items.map(({ tenure }) => heldRule(tenure)), next };
      res.json(body);
    })
    .get('/agency/v1/rules/:ruleId/versions', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.rules:read');
      const { ruleId } = read(RulePath, req.params);
      const shipped = shippedRule(ruleId);

      const versions = await listVersions(db, theCreditors(from), ruleId);

      const body: z.output<typeof VersionList> = {
        items: [shippedBody(shipped), ...versions.map(versionBody)],
        next: null,
      };
      res.json(body);
    })
    .get('/agency/v1/rules/:ruleId/versions/:version', async (req, res) => {
      const from = caller(req);
      requirePermission(from, 'agency.rules:read');
      const { ruleId, version } = read(VersionPath, req.params);
      const shipped = shippedRule(ruleId);

      const body =
        version === shipped.version
          ? shippedBody(shipped)
          : versionBody(await theVersion(db, theCreditors(from), { ruleId, version }));

      res.json(body);
    });
