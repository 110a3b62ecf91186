import { Router } from 'express';
import { problemErrors } from '@fairdue/http';
import { defineService } from '@fairdue/service';
import { recoverConfig } from './config.ts';
import { addContactsRoute } from './contacts/add-contacts.ts';
import { flagContactRoute, mayFlagContacts } from './contacts/flag-contact.ts';
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
import { listDebtsRoute } from './debts/list-debts.ts';
import { mayOpenDisputes, openDisputeRoute } from './debts/open-dispute.ts';
import { changes } from './history/history.store.ts';
import { keepHistory } from './history/keep-history.ts';
import { historyPaths, readHistoryRoutes } from './history/read-history.ts';
import { listPaymentsRoute } from './payments/list-payments.ts';
import { payments } from './payments/payment.store.ts';
import { recordPaymentRoute } from './payments/record-payment.ts';
import { admit } from './wire/admit.ts';
import { errorBody } from './wire/error-body.ts';

export const recoverService = defineService({
  name: 'recover',
  config: recoverConfig,
  collections: [customers, customerCounts, debts, payments, creditors, changes],
  families: (deps) => [
    {
      paths: ['/api/v1'],
      errors: errorBody,
      admit,
      router: Router().use('/api/v1', [
        placeCustomersRoute(deps),
        placeCustomersBatchRoute(deps),
        listCustomersRoute(deps),
        readCustomerRoute(deps),
        addContactsRoute(deps),
        replaceCustomerRoute(deps),
        addCommentsRoute(deps),
        unsubscribeContactsRoute(deps),
        listDebtsRoute(deps),
        addDebtRoute(deps),
        recordPaymentRoute(deps),
        listPaymentsRoute(deps),
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
      paths: ['/agency/v1/customers'],
      errors: problemErrors,
      admit: mayReadCustomers,
      router: Router().use([searchCustomersRoute(deps), readCustomerWholeRoute(deps)]),
    },
    { paths: ['/agency/v1/contacts'], errors: problemErrors, admit: mayFlagContacts, router: flagContactRoute(deps) },
    { paths: ['/agency/v1/disputes'], errors: problemErrors, admit: mayOpenDisputes, router: openDisputeRoute(deps) },
  ],
  internal: (deps) => readCustomerForServicesRoute(deps),
  consumers: (deps) => [...followCreditors, ...keepHistory, followHolds(deps), followBounces(deps)],
});
