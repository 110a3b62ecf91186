import { Router } from 'express';
import { problemErrors } from '@fairdue/http';
import { defineService } from '@fairdue/service';
import { backTestFindings, backTests } from './back-tests/back-test.store.ts';
import { readBackTestsRoutes } from './back-tests/read-back-tests.ts';
import { runBackTests } from './back-tests/run-back-tests.ts';
import { startBackTestRoute } from './back-tests/start-back-test.ts';
import { guardConfig } from './config.ts';
import { creditors, followCreditors } from './creditors/creditor-settings.ts';
import { customers } from './customers/customer.store.ts';
import { followInteractions } from './customers/follow-interactions.ts';
import { customerHistory } from './customers/history.store.ts';
import { followOptOuts } from './customers/follow-opt-outs.ts';
import { followRecover } from './customers/follow-recover.ts';
import { canInteractRoute } from './decisions/can-interact.ts';
import { decisions } from './decisions/decision.store.ts';
import { listDecisionsRoute } from './decisions/list-decisions.ts';
import { readDecisionRoute } from './decisions/read-decision.ts';
import { complianceErrors } from './decisions/wire-refused.ts';
import { forgetCustomer } from './erasure/forget-customer.ts';
import { checkpoints, evidenceKeys } from './evidence/checkpoint.store.ts';
import { customerEvidenceRoute } from './evidence/customer-evidence.ts';
import { evidence } from './evidence/evidence.store.ts';
import { exportEvidenceRoute } from './evidence/export-evidence.ts';
import { listCheckpointsRoute } from './evidence/list-checkpoints.ts';
import { chainHeads, startSealing } from './evidence/seal-evidence.ts';
import { agencyImportsRoutes } from './imports/agency-imports.ts';
import { applyImports } from './imports/apply-imports.ts';
import { importChunks, importCounts, imports } from './imports/import.store.ts';
import { lookAgain } from './imports/look-again.ts';
import { suppressed } from './imports/suppressed.store.ts';
import { takeLinesRoute } from './imports/take-lines.ts';
import { agencyCalendarRoute } from './people/agency-calendar.ts';
import { agencyConsentsRoutes } from './people/agency-consents.ts';
import { agencyFactsRoutes } from './people/agency-facts.ts';
import { agencyPreferencesRoutes } from './people/agency-preferences.ts';
import { duties } from './duties/duty.store.ts';
import { listDutiesRoute } from './duties/list-duties.ts';
import { watchDuties } from './duties/watch-duties.ts';
import { guardHealth } from './guard-health.ts';
import { agencyHoldsRoutes } from './holds/agency-holds.ts';
import { liftHoldRoute } from './holds/lift-hold.ts';
import { placeHoldRoute } from './holds/place-hold.ts';
import { askPermitsRoute } from './permits/ask-permits.ts';
import { consumePermitsRoute } from './permits/consume-permits.ts';
import { expirePermits } from './permits/expire-permits.ts';
import { guardOf } from './permits/guard.ts';
import { reportPermitsRoute } from './permits/report-permits.ts';
import { listRulesRoute } from './rules/list-rules.ts';
import { activateVersionRoutes } from './rules/versions/activate-version.ts';
import { proposeVersionRoute } from './rules/versions/propose-version.ts';
import { readVersionsRoutes } from './rules/versions/read-versions.ts';
import { ruleRevisions, ruleVersions } from './rules/versions/rule-version.store.ts';

export const complianceGuardService = defineService({
  name: 'compliance-guard',
  config: guardConfig,
  collections: [
    customers, customerHistory, creditors, decisions, duties, evidence, chainHeads, checkpoints, evidenceKeys, imports, importChunks, importCounts,
    suppressed, ruleVersions, ruleRevisions, backTests, backTestFindings,
  ], // prettier-ignore
  families: (deps) => [
    {
      paths: /^\/api\/(people\/[^/]+\/can-interact|compliance-guard\/.+)$/,
      errors: complianceErrors,
      router: Router().use([
        canInteractRoute(guardOf(deps)),
        readDecisionRoute(guardOf(deps)),
        listRulesRoute(guardOf(deps)),
      ]),
    },
    {
      paths: ['/agency/v1/decisions'],
      errors: problemErrors,
      router: listDecisionsRoute(guardOf(deps)),
    },
    {
      paths: ['/agency/v1/holds'],
      errors: problemErrors,
      router: agencyHoldsRoutes(guardOf(deps)),
    },
    {
      paths: ['/agency/v1/rules'],
      errors: problemErrors,
      router: Router().use([
        readVersionsRoutes(guardOf(deps)),
        proposeVersionRoute(guardOf(deps)),
        activateVersionRoutes(guardOf(deps)),
        startBackTestRoute(guardOf(deps)),
        readBackTestsRoutes(guardOf(deps)),
      ]),
    },
    {
      paths: /^\/agency\/v1\/(evidence\/.+|customers\/[^/]+\/evidence)$/,
      errors: problemErrors,
      router: Router().use([exportEvidenceRoute(deps), listCheckpointsRoute(deps), customerEvidenceRoute(deps)]),
    },
    {
      paths: ['/agency/v1/duties'],
      errors: problemErrors,
      router: listDutiesRoute(deps),
    },
    {
      paths: /^\/agency\/v1\/imports\/[^/]+\/lines\/[^/]+$/,
      errors: problemErrors,
      router: takeLinesRoute(deps),
      streams: 'application/x-ndjson',
    },
    {
      paths: ['/agency/v1/imports'],
      errors: problemErrors,
      router: agencyImportsRoutes(deps),
    },
    {
      paths: ['/agency/v1/people', '/agency/v1/consents', '/agency/v1/preferences'],
      errors: problemErrors,
      router: Router().use([
        agencyCalendarRoute(guardOf(deps)),
        agencyFactsRoutes(guardOf(deps)),
        agencyConsentsRoutes(guardOf(deps)),
        agencyPreferencesRoutes(guardOf(deps)),
      ]),
    },
  ],
  internal: (deps) =>
    Router().use([
      askPermitsRoute(guardOf(deps)),
      consumePermitsRoute(guardOf(deps)),
      reportPermitsRoute(guardOf(deps)),
      placeHoldRoute(guardOf(deps)),
      liftHoldRoute(guardOf(deps)),
    ]),
  consumers: (deps) => [
    ...followCreditors,
    ...followRecover(deps),
    ...followInteractions(deps),
    followOptOuts(deps),
    forgetCustomer(deps).consumer,
  ],
  work: (deps) => [
    expirePermits(deps), runBackTests(deps), ...watchDuties(deps), applyImports(guardOf(deps)), lookAgain(deps), forgetCustomer(deps).work,
  ], // prettier-ignore
  start: (deps) => Promise.resolve(startSealing(deps)),
  health: guardHealth,
});
