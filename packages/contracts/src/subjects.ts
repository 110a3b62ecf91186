/** Why a contact is made, on the wire. A message to staff (`staffTheme`) is accepted where contacts are recorded. */
export const themes = [
  'opsCollDebt', 'opsCollLocateBorrower', 'opsCollVerifyEmployment', 'opsCollContactEmployerNotice', 'opsLoanTimeBarredNotice',
  'opsLoanValidationOfDebtNotice', 'opsServicingDebtValidation', 'opsServicingNegativeCreditReportNotice',
  'opsServicingTimeBarredNotice', 'opsServicingVerificationOfDebt', 'opsServicing', 'opsAccountCredentials',
  'inbMissingFeature', 'inbEducation', 'inbBug', 'inbRequest', 'inbHumanLove', 'inbUnknown', 'inbOther',
] as const; // prettier-ignore
export const staffTheme = 'agentNotification';

/**
 * The subjects of the wire by the theme that each implies; those of a free text imply none. Which theme a subject has
 * decides which rules it meets, so a lawyer reads this table before it changes.
 */
const rows: readonly (readonly [theme: (typeof themes)[number] | null, subjects: string])[] = [
  [
    'opsCollDebt',
    `loanOverdueFifthNotice loanOverdueFirstNotice loanOverdueFourthNotice loanOverdueSecondNotice
     loanOverdueSixthNotice loanOverdueThirdNotice loanAccelerated loanChargedOffUnsecured
     loanRightToCurePersonalUnsecured settlementOffer settlementOfferFirstReminder`,
  ],
  [
    'opsServicingDebtValidation',
    `debtValidationNotice debtValidationNoticeArizona debtValidationNoticeAutomatic debtValidationNoticeNYCYonkers
     debtValidationNoticePuertoRico`,
  ],
  [
    'opsServicingVerificationOfDebt',
    `disputeOfDebtConfirmed disputeOfDebtSubmitDocumentation disputeOfDebtSubmitDocumentationReminder
     disputeOfDebtUnableToConfirm disputeOfDebtUnableToResolve`,
  ],
  ['opsServicingNegativeCreditReportNotice', `creditNegativeInfoReported`],
  ['opsAccountCredentials', `confirmationCode contactTakeover oneTimeCode`],
  [
    null,
    `freeForm freeFormBranded custom1 custom2 custom3 custom4 custom5 custom6 custom7 custom8 custom9 custom10
     custom11 custom12 custom13 custom14 custom15 custom16 custom17 custom18 custom19 custom20`,
  ],
  [
    'opsServicing',
    `annualPrivacyPolicyNotice autopayAgreement autopayAmountChanged autopayCanceledBySystem autopayEnabled
     autopayEnableReminder autopayPaymentCanceled autopayPaymentMethodUpdated autopayPaymentReminder
     autopayPaymentRescheduled cardExpiresReminder caseEscalation ceaseCommunicationAcknowledgement
     ceaseCommunicationRefuseToPay creditPositiveInfoReported deceasedConfirmationOfPayoff
     deceasedNoticeToRepresentative deceasedNotificationUponDeath documentUploadFailed downpaymentFailed
     electronicConsentOptOut futurepayCanceled futurepayPaymentDueReminder identityTheftIncompleteDocumentation
     identityTheftNotValidated identityTheftSubmitDocumentation identityTheftSubmitDocumentationFirstReminder
     identityTheftSubmitDocumentationSecondReminder identityTheftValidated loanCanceled loanDetails loanFeeCharged
     loanFreeze loanManualPaymentDisclosure loanPaidOff loanPaymentScheduleChanged loanPayoffStatement
     loanRefundProcessed loanTermsChangeAgreement loanUnfreeze locCreditLimitChanged locInterestRateChanged
     locLineClosed locStatementGenerated locStatementRegenerated loginFirstPaymentReminder microdepositFailed
     microdepositReminder paydayConsumerRightsNotice paydayFirstPaymentWithdrawal paymentDueDateReminder
     paymentFailed paymentProcessing paymentReversalFailed paymentReversalProcessing paymentSuccessful
     payoffStatementDocument promoProgramCanceled promoProgramEligibilityAtRisk promoProgramExercised
     promoProgramReminder reimbursementFailed reimbursementProcessed reimbursementScheduled scraApplicationDenied
     scraBenefitsApplied scraBenefitsExpiringNotice scraCGFlaggedDocumentRequest
     scraServicemanNotifiedDocumentRequest statement statementLOC unmonitoredEmailAddress
     updateBankAccountConnection`,
  ],
];

const themeBySubject = new Map<string, (typeof themes)[number] | null>(
  rows.flatMap(([theme, subjects]) => subjects.split(/\s+/).map((subject) => [subject, theme] as const)),
);

/** The 120 of the wire. */
export const subjects: readonly string[] = [...themeBySubject.keys()];

/** Names that later revisions of the wire gave to subjects of ours, and one that they added. */
const laterNames = new Map([
  ['statementGenerated', 'locStatementGenerated'],
  ['statementRegenerated', 'locStatementRegenerated'],
]);
themeBySubject.set('refundScheduled', 'opsServicing');

/** One name for each subject, whatever revision of the wire a client speaks. */
export const subjectNamed = (subject: string): string => laterNames.get(subject) ?? subject;

/** Every name that a subject has on the wire. */
export const namesOfSubject = (subject: string): string[] => {
  const own = subjectNamed(subject);
  return [own, ...[...laterNames].flatMap(([later, name]) => (name === own ? [later] : []))];
};

/** Null: the subject says nothing about why the contact is made. */
export const themeOfSubject = (subject: string): (typeof themes)[number] | null =>
  themeBySubject.get(subjectNamed(subject)) ?? null;
