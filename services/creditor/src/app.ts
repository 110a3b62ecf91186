import { Router } from 'express';
import { problemErrors } from '@fairdue/http';
import { defineService } from '@fairdue/service';
import { accounts } from './accounts/account.store.ts';
import { changeAccountRoute, closeAccountRoute } from './accounts/change-account.ts';
import { linkSubjectRoute, unlinkSubjectRoute } from './accounts/link-subject.ts';
import { openAccountRoute, readAccountRoute } from './accounts/open-account.ts';
import { subjects } from './accounts/subject.store.ts';
import { addBrandRoute, listBrandsRoute, replaceBrandsRoute } from './brands/change-brands.ts';
import { creditorConfig } from './config.ts';
import { creditors } from './creditors/creditor.store.ts';
import { creditorFactsRoute, creditorInfoRoute, readCreditorRoute } from './creditors/read-creditor.ts';
import { registerCreditorRoute } from './creditors/register-creditor.ts';
import { changeSettingsRoute, updateCreditorRoute } from './creditors/update-creditor.ts';
import { firstStart, firstStarts } from './first-start.ts';
import { history, lastVersions } from './history/history.store.ts';
import { readHistoryRoute } from './history/read-history.ts';
import { apiKeys } from './keys/api-key.store.ts';
import { checkCredentialRoute } from './keys/check-credential.ts';
import { grantRequestsRoute } from './keys/grant-requests.ts';
import { issueKeyRoute, listKeysRoute } from './keys/issue-key.ts';
import { requestBudgets } from './keys/request-budget.store.ts';
import { revokeKeyRoute } from './keys/revoke-key.ts';
import { brandsOfCreditors } from './migrations/2026-11-23-brands-of-creditors.ts';
import { revokedTokens } from './keys/revoked-token.store.ts';
import { revokeTokenRoute } from './keys/revoke-token.ts';
import { admit } from './wire/admit.ts';
import { errorBody } from './wire/error-body.ts';

export const creditorService = defineService({
  name: 'creditor',
  config: creditorConfig,
  collections: [
    creditors,
    accounts,
    subjects,
    apiKeys,
    history,
    lastVersions,
    requestBudgets,
    revokedTokens,
    firstStarts,
  ],
  migrations: [brandsOfCreditors],
  families: (deps) => [
    {
      paths: ['/api/v1/creditors'],
      errors: errorBody,
      admit,
      router: Router().use(
        creditorInfoRoute(deps),
        listBrandsRoute(deps),
        replaceBrandsRoute(deps),
        addBrandRoute(deps),
      ),
    },
    {
      paths: ['/agency/v1'],
      errors: problemErrors,
      router: Router().use(
        registerCreditorRoute(deps),
        readCreditorRoute(deps),
        updateCreditorRoute(deps),
        changeSettingsRoute(deps),
        readHistoryRoute(deps),
        openAccountRoute(deps),
        readAccountRoute(deps),
        changeAccountRoute(deps),
        closeAccountRoute(deps),
        linkSubjectRoute(deps),
        unlinkSubjectRoute(deps),
        issueKeyRoute(deps),
        listKeysRoute(deps),
        revokeKeyRoute(deps),
      ),
    },
  ],
  internal: (deps) =>
    Router().use(
      checkCredentialRoute(deps),
      revokeTokenRoute(deps),
      grantRequestsRoute(deps),
      creditorFactsRoute(deps),
    ),
  start: async (deps) => {
    await firstStart(deps, deps.config.BOOTSTRAP_API_KEY, (line) => process.stdout.write(line));
    return { stop: () => Promise.resolve() };
  },
});
