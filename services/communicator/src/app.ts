import { Router } from 'express';
import { pageErrors, problemErrors } from '@fairdue/http';
import { defineService } from '@fairdue/service';
import { takenCallbacks } from './callbacks/store-callbacks.ts';
import { callbackRoute } from './callbacks/take-callback.ts';
import { communicatorHealth } from './communicator-health.ts';
import { communicatorConfig } from './config.ts';
import { checkConfirmationCodeRoute } from './confirmation/check-confirmation-code.ts';
import { confirmationCodes } from './confirmation/confirmation-code.store.ts';
import { sendConfirmationCodeRoute } from './confirmation/send-confirmation-code.ts';
import { creditors } from './creditors/creditor.store.ts';
import { creditorBrands, learnBrands } from './creditors/learn-brands.ts';
import { learnCreditors } from './creditors/learn-creditors.ts';
import { customers, debts } from './customers/customer.store.ts';
import { learnCustomers, learnDebts } from './customers/learn-customers.ts';
import { learnPlans } from './customers/learn-plans.ts';
import { plans } from './customers/plan.store.ts';
import { dispatch } from './dispatch/dispatch.ts';
import { endTasks } from './dispatch/end-tasks.ts';
import { noticeClaims } from './dispatch/notice-claims.ts';
import { tellOfRecalls } from './dispatch/recall-tasks.ts';
import { settleUnknown } from './dispatch/settle-unknown.ts';
import { rotateContentKeysRoute } from './content-keys/rotate-content-keys.ts';
import { documentChunks } from './documents/content.store.ts';
import { documentRevisions, documents } from './documents/document.store.ts';
import { fileContentRoute, filesRoute } from './documents/files.ts';
import { renderToDocumentRoute } from './documents/render-to-document.ts';
import { sweepContents } from './documents/sweep-content.ts';
import { validationNotices } from './dispatch/validation-notice.store.ts';
import { communicatorErrors } from './envelope.ts';
import { forgetCustomer } from './erasure/forget-customer.ts';
import { listOptOuts, takeOptOuts } from './imports/list-opt-outs.ts';
import { takePastContacts } from './imports/take-past-contacts.ts';
import { answeredNumbers } from './inbound/answers/answered-number.store.ts';
import { answerTexts } from './inbound/answers/answer-texts.ts';
import { addContacts } from './inbound/add-contact.ts';
import { agencyCasesRoutes } from './inbound/cases/agency-cases.ts';
import { enforceCases } from './inbound/cases/enforce-case.ts';
import { proposedCases } from './inbound/cases/proposed-case.store.ts';
import { holdStops } from './inbound/hold-stop.ts';
import { receiveRoute } from './inbound/receive.ts';
import { receivedIds } from './inbound/received-once.ts';
import { matchListedNumbers, stopList } from './inbound/stop-list.ts';
import { callOff } from './interactions/call-off.ts';
import { interactions } from './interactions/interaction.store.ts';
import { interactionsRoute } from './interactions/list-interactions.ts';
import { takeTouch } from './interactions/take-touch.ts';
import { acknowledgeHolds } from './notices/acknowledge-holds.ts';
import { followDuties } from './notices/follow-duties.ts';
import { noticeDuties } from './notices/notice-duty.store.ts';
import { noticesOfCreditors, sendNotices } from './notices/send-notices.ts';
import { deliveryOf } from './providers/delivery.ts';
import { sendRates } from './providers/send-rates.store.ts';
import { renderRoutes } from './rendering/render-routes.ts';
import { threadsOf } from './rendering/threads/threads.ts';
import { sendFreeFormRoute } from './sending/free-form/send-free-form.ts';
import { resendRoute } from './sending/resend.ts';
import { resends } from './sending/resend.store.ts';
import { sendRoute } from './sending/send.ts';
import { templateAudit } from './templates/stored/audit.store.ts';
import { templateDescriptors } from './templates/stored/descriptor.store.ts';
import { importBytesMax, importTemplatesRoute } from './templates/stored/import-templates.ts';
import { templateRoutes } from './templates/stored/template-routes.ts';
import { templateRevisions, templateVersions } from './templates/stored/version.store.ts';
import { unsubscribeRoute } from './unsubscribe/unsubscribe.ts';

export const communicatorService = defineService({
  name: 'communicator',
  config: communicatorConfig,
  collections: [
    interactions, customers, debts, plans, creditors, validationNotices, noticeClaims, noticeDuties, stopList, receivedIds,
    takenCallbacks, sendRates, creditorBrands, resends, confirmationCodes, documents, documentRevisions, documentChunks,
    proposedCases, answeredNumbers,
    templateDescriptors, templateVersions, templateRevisions, templateAudit,
  ], // prettier-ignore
  families: (deps) => [
    {
      paths: ['/api/communicator/templates/import'],
      router: Router().use(importTemplatesRoute(deps)),
      errors: communicatorErrors,
      bytesMax: importBytesMax,
    },
    {
      paths: ['/api/communicator'],
      router: Router().use([
        receiveRoute(deps),
        sendRoute(deps),
        resendRoute(deps),
        sendFreeFormRoute(deps),
        sendConfirmationCodeRoute(deps),
        ...templateRoutes(deps),
        ...renderRoutes(deps),
        renderToDocumentRoute(deps),
      ]),
      errors: communicatorErrors,
    },
    {
      paths: /^\/agency\/v1\/files\/[^/]+\/content\/?$/,
      router: Router().use(fileContentRoute(deps)),
      errors: problemErrors,
      streams: 'application/octet-stream',
    },
    { paths: ['/agency/v1/files'], router: Router().use(filesRoute(deps)), errors: problemErrors },
    {
      paths: ['/agency/v1/interactions/content-keys'],
      router: rotateContentKeysRoute(deps),
      errors: problemErrors,
    },
    { paths: ['/agency/v1/interactions'], router: Router().use(interactionsRoute(deps)), errors: problemErrors },
    { paths: ['/agency/v1/cases'], router: Router().use(agencyCasesRoutes(deps)), errors: problemErrors },
    {
      paths: ['/unsubscribe'],
      router: Router().use(unsubscribeRoute(deps)),
      errors: pageErrors,
      ignoresBodies: true,
    },
    { paths: ['/callbacks'], router: Router().use(callbackRoute(deps)), errors: problemErrors, keepRawBody: true },
  ],
  internal: (deps) => checkConfirmationCodeRoute(deps),
  consumers: (deps) => [
    ...learnCreditors(),
    learnBrands(),
    ...learnCustomers(),
    ...learnDebts(),
    ...learnPlans(),
    takeTouch(deps),
    ...callOff(deps),
    ...followDuties(deps),
    ...acknowledgeHolds(deps),
    ...noticesOfCreditors(),
    takePastContacts(deps),
    takeOptOuts(),
    forgetCustomer(deps).consumer,
  ],
  work: (deps) => [
    dispatch(deps),
    settleUnknown(deps),
    endTasks(deps),
    tellOfRecalls(deps),
    holdStops(deps),
    answerTexts(deps),
    addContacts(deps),
    enforceCases(deps),
    matchListedNumbers(),
    listOptOuts(deps),
    sweepContents(),
    forgetCustomer(deps).work,
    ...sendNotices(deps),
  ],
  health: communicatorHealth,
  start: async (deps) => {
    const { sandbox, stop } = await deliveryOf(deps);
    return {
      stop: async () => {
        await threadsOf(deps).stop();
        await stop();
      },
      isQuiet: () => Promise.resolve(sandbox?.isQuiet() ?? true),
    };
  },
});
