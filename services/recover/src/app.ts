import { Router } from 'express';
import { problemErrors } from '@fairdue/http';
import { defineService } from '@fairdue/service';
import { recoverConfig } from './config.ts';
import { addContactsRoute } from './contacts/add-contacts.ts';
import { addDescribedContactRoute } from './contacts/add-described-contact.ts';
import { flagContactRoute, mayFlagContacts } from './contacts/flag-contact.ts';
import { closeDebtRoute } from './closings/close-debt.ts';
import { followBounces } from './contacts/follow-bounces.ts';
import { followHolds } from './contacts/follow-holds.ts';
import { unsubscribeContactsRoute } from './contacts/unsubscribe-contacts.ts';
import { creditors } from './creditors/creditor.store.ts';
import { followCreditors } from './creditors/follow-creditors.ts';
import { addCommentsRoute } from './customers/add-comments.ts';
import { customerCounts } from './customers/customer-count.store.ts';
import { customers } from './customers/customer.store.ts';
import { listCustomersRoute } from './customers/list-customers.ts';
import { placeCustomersBatchRoute } from './customers/place-customers-batch.ts';
import { placeCustomersRoute } from './customers/place-customers.ts';
import { readCustomerForServicesRoute } from './customers/read-customer-for-services.ts';
import { mayReadCustomers, readCustomerWholeRoute } from './customers/read-customer-whole.ts';
import { readCustomerRoute } from './customers/read-customer.ts';
import { replaceCustomerRoute } from './customers/replace-customer.ts';
import { mayRotateSsnKeys, rotateSsnKeysRoute } from './customers/rotate-ssn-keys.ts';
import { searchCustomersRoute } from './customers/search-customers.ts';
import { addDebtRoute } from './debts/add-debt.ts';
import { debts } from './debts/debt.store.ts';
import { endPauses } from './debts/end-pauses.ts';
import { eraseCustomerRoutes, erasurePaths } from './erasure/erase-customer.ts';
import { erasures } from './erasure/erasure.store.ts';
import { forgetCustomer } from './erasure/forget-customer.ts';
import { listDebtsRoute } from './debts/list-debts.ts';
import { changes } from './history/history.store.ts';
import { keepHistory } from './history/keep-history.ts';
import { historyPaths, readHistoryRoutes } from './history/read-history.ts';
import { pauseCollectionsRoute } from './debts/pause-collections.ts';
import { readTotalToCollectRoute } from './debts/read-total-to-collect.ts';
import { reopenDebtRoute } from './debts/reopen-debt.ts';
import { replaceClientFieldsRoute } from './debts/replace-client-fields.ts';
import { replaceDefaultDateRoute } from './debts/replace-default-date.ts';
import { replaceOutOfStatuteRoute } from './debts/replace-out-of-statute.ts';
import { replacePostChargeOffRoute } from './debts/replace-post-charge-off.ts';
import { retractDebtRoute } from './debts/retract-debt.ts';
import { unpauseCollectionsRoute } from './debts/unpause-collections.ts';
import { answerDisputeRoute } from './disputes/answer-dispute.ts';
import { openDisputeRoute } from './disputes/open-dispute.ts';
import { driveHolds } from './holds/drive-holds.ts';
import { failPaymentRoute } from './payments/fail-payment.ts';
import { listCreditorPaymentsRoute } from './payments/list-creditor-payments.ts';
import { listPaymentsRoute } from './payments/list-payments.ts';
import { payments } from './payments/payment.store.ts';
import { readPaymentRoute } from './payments/read-payment.ts';
import { recordPaymentRoute } from './payments/record-payment.ts';
import { settlePaymentRoute } from './payments/settle-payment.ts';
import { takePaymentRoute } from './payments/take-payment.ts';
import { listPlansRoute } from './plans/list-plans.ts';
import { paymentPlans } from './plans/payment-plan.store.ts';
import { readPlanRoute } from './plans/read-plan.ts';
import { revokePlanRoute } from './plans/revoke-plan.ts';
import { replacePlanRoute, startPlanRoute } from './plans/start-plan.ts';
import { watchPlans } from './plans/watch-plans.ts';
import { addRepresentationRoutes } from './representation/add-representation.ts';
import { cancelRepresentationRoutes } from './representation/cancel-representation.ts';
import { readRepresentationRoutes } from './representation/read-representation.ts';
import { recoverHealth } from './recover-health.ts';
import { countOutlivedRoute } from './retention/count-outlived.ts';
import { holdRecordsRoutes, legalHoldPaths } from './retention/hold-records.ts';
import { legalHolds } from './retention/legal-hold.store.ts';
import { startSweeping, sweepRecords } from './retention/sweep-records.ts';
import { representations } from './representation/representation.store.ts';
import { admit } from './wire/admit.ts';
import { mayWorkOn } from './wire/admit-agency.ts';
import { errorBody } from './wire/error-body.ts';

export const recoverService = defineService({
  name: 'recover',
  config: recoverConfig,
  collections: [
    customers,
    customerCounts,
    debts,
    payments,
    paymentPlans,
    representations,
    creditors,
    changes,
    erasures,
    legalHolds,
  ],
  families: (deps) => [
    {
      paths: ['/api/v1'],
      errors: errorBody,
      admit,
      router: Router().use('/api/v1', [
        placeCustomersRoute(deps),
        placeCustomersBatchRoute(deps),
        listCustomersRoute(deps),
        listCreditorPaymentsRoute(deps), // before the customer whose id `payments` would be
        readCustomerRoute(deps),
        addContactsRoute(deps),
        replaceCustomerRoute(deps),
        addCommentsRoute(deps),
        unsubscribeContactsRoute(deps),
        listDebtsRoute(deps),
        addDebtRoute(deps),
        retractDebtRoute(deps),
        reopenDebtRoute(deps),
        readTotalToCollectRoute(deps),
        replaceClientFieldsRoute(deps),
        replaceOutOfStatuteRoute(deps),
        replacePostChargeOffRoute(deps),
        replaceDefaultDateRoute(deps),
        pauseCollectionsRoute(deps),
        unpauseCollectionsRoute(deps),
        recordPaymentRoute(deps),
        listPaymentsRoute(deps),
        listPlansRoute(deps),
        readRepresentationRoutes(deps),
        addRepresentationRoutes(deps),
        cancelRepresentationRoutes(deps),
      ]),
    },
    { paths: historyPaths, errors: problemErrors, router: readHistoryRoutes(deps) },
    {
      paths: ['/agency/v1/customers/ssn-keys'],
      errors: problemErrors,
      admit: mayRotateSsnKeys,
      router: rotateSsnKeysRoute(deps),
    },
    {
      paths: erasurePaths,
      errors: problemErrors,
      admit: mayWorkOn('erasures'),
      router: eraseCustomerRoutes(deps),
    },
    {
      paths: legalHoldPaths,
      errors: problemErrors,
      admit: mayWorkOn('legal-holds'),
      router: holdRecordsRoutes(deps),
    },
    {
      paths: ['/agency/v1/retention'],
      errors: problemErrors,
      admit: mayWorkOn('retention'),
      router: countOutlivedRoute(deps),
    },
    {
      paths: ['/agency/v1/customers'],
      errors: problemErrors,
      admit: mayReadCustomers,
      router: Router().use([searchCustomersRoute(deps), readCustomerWholeRoute(deps)]),
    },
    { paths: ['/agency/v1/contacts'], errors: problemErrors, admit: mayFlagContacts, router: flagContactRoute(deps) },
    {
      paths: ['/agency/v1/disputes'],
      errors: problemErrors,
      admit: mayWorkOn('disputes'),
      router: Router().use(openDisputeRoute(deps), answerDisputeRoute(deps)),
    },
    {
      paths: ['/agency/v1/closings'],
      errors: problemErrors,
      admit: mayWorkOn('closings'),
      router: closeDebtRoute(deps),
    },
    {
      paths: ['/agency/v1/payments'],
      errors: problemErrors,
      admit: mayWorkOn('payments'),
      router: Router().use(
        takePaymentRoute(deps),
        readPaymentRoute(deps),
        settlePaymentRoute(deps),
        failPaymentRoute(deps),
      ),
    },
    {
      paths: ['/agency/v1/plans'],
      errors: problemErrors,
      admit: mayWorkOn('plans'),
      router: Router().use(startPlanRoute(deps), readPlanRoute(deps), replacePlanRoute(deps), revokePlanRoute(deps)),
    },
  ],
  internal: (deps) => Router().use(readCustomerForServicesRoute(deps), addDescribedContactRoute(deps)),
  consumers: (deps) => [
    ...followCreditors,
    ...keepHistory,
    followHolds(deps),
    followBounces(deps),
    forgetCustomer(deps).consumer,
  ],
  work: (deps) => [endPauses(deps), driveHolds(deps), watchPlans(deps), forgetCustomer(deps).work, sweepRecords(deps)],
  start: startSweeping,
  health: recoverHealth,
});
