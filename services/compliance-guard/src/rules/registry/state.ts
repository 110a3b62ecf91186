import { addDays } from '../../places/local-time.ts';
import { landmarkAt } from '../landmark.ts';
import { defaultOf } from '../limitation.ts';
import { noteDay, recordedFact, todayIn, type Look } from '../look.ts';
import { agencyConsent, agencyFact, agencyPreference, byInteractions, facts } from './registered.ts';

/** By the day payment stopped; undefined while that is not known. */
function pastDueOver30Days(look: Look, debtId: string | null): boolean | undefined {
  const since = defaultOf(look, debtId);
  const [zone = 'UTC'] = look.facts.dateZones;
  if (since === null) return undefined;
  const from = addDays(since, 31);
  noteDay(look, zone, from);
  return todayIn(zone, look) >= from;
}

/** By a message or by what was written down, whichever is later; false where that was before the last plan was agreed. */
function planCopySentAt(look: Look, debtId: string | null): string | false | undefined {
  const said = recordedFact(look, 'planCopySentAt', debtId)?.value;
  const sent = [landmarkAt(look, 'planCopySentAt', debtId), said].filter((each) => typeof each === 'string');
  const last = sent.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  const agreed = recordedFact(look, 'planAgreedAt', debtId)?.value;
  if (last === undefined || typeof agreed !== 'string') return last;
  const byDay = last.length === 10 || agreed.length === 10;
  return (byDay ? last.slice(0, 10) >= agreed.slice(0, 10) : Date.parse(last) >= Date.parse(agreed)) ? last : false;
}

/** What single states ask for beside the rest. */
export const stateFacts = {
  ...facts('debt', {
    medicalNoticeMailedOn: { type: 'date', about: 'Nevada: when the notice of a medical debt was mailed.' },
    medicalStatementReceivedAt: { type: 'date', about: 'When the facility gave the collector the billing statement.' },
    medicalActionNoticeAt: { type: 'date', about: 'When the notice of planned collection actions was sent.' },
    firstBillAt: { type: 'date', about: 'When the first bill of a medical debt was sent.' },
    finalInvoiceDueOn: { type: 'date', about: 'When the final invoice of a medical debt fell due.' },
    insuranceAppealPending: {
      type: 'flag',
      about: 'A review or appeal of the insurer’s decision behind the debt is known.',
    },
    insuranceAppealEndedAt: { type: 'date', about: 'When that review or appeal ended.' },
    indigencyResultSentAt: { type: 'date', about: 'When the written result of a determination of indigency was sent.' },
    patientIndigent: { type: 'flag', about: 'The patient was found indigent.' },
    charityCareOpen: {
      type: 'flag',
      about: 'An application for charity care, or an appeal of one, is known to be open.',
    },
    hospitalDutiesUnmet: { type: 'flag', about: 'The hospital failed its duties of financial assistance.' },
    crimeVictimClaimOpen: { type: 'flag', about: 'A claim for crime-victim compensation covers the treatment.' },
    workersCompensationOpen: { type: 'flag', about: 'A contested workers’ compensation case covers the treatment.' },
    itemizationRequestedAt: { type: 'date', about: 'The customer asked in writing for an itemization or statement.' },
    itemizationSentAt: { type: 'date', about: 'When that itemization was sent.' },
    documentRequestAt: { type: 'date', about: 'The customer asked for the documents of the debt.' },
    documentsSentAt: { type: 'date', about: 'When those documents were sent.' },
    documentRightsNoticeAt: { type: 'date', about: 'When the written notice of the right to documents was mailed.' },
    substantiationRequestAt: { type: 'date', about: 'The customer asked for substantiation of a charged-off debt.' },
    substantiationInstructionsSentAt: {
      type: 'date',
      ...byInteractions('substantiationInstructionsSentAt', 'subject'),
      about: 'New York: when the customer was told how to ask for substantiation.',
    },
    substantiatedAt: { type: 'date', about: 'When written substantiation was sent.' },
    inaccuracyNoticeAt: {
      type: 'date',
      about: 'The customer’s written notice that the collector’s record is inaccurate.',
    },
    inaccuracyAdmittedAt: { type: 'date', about: 'When the collector found that its record is inaccurate.' },
    inaccuracyCorrectedAt: { type: 'date', about: 'When that record was corrected.' },
    inaccuracyAnsweredAt: { type: 'date', about: 'When that notice was investigated and answered.' },
    billingErrorNoticeAt: { type: 'date', about: 'The customer’s written billing error notice.' },
    billingErrorAnsweredAt: { type: 'date', about: 'When the billing error was corrected or answered.' },
    billingErrorAcknowledgedAt: { type: 'date', about: 'When the receipt of that notice was acknowledged.' },
    identityTheftStatementAt: { type: 'date', about: 'A police report and statement of identity theft for this debt.' },
    coercedDebtStatementAt: { type: 'date', about: 'A complete statement of coerced debt with its papers.' },
    economicAbuseStatementAt: { type: 'date', about: 'The documents that show economic abuse behind the debt.' },
    statementReviewedAt: { type: 'date', about: 'When the review of such a statement was complete.' },
    employerNoticeAt: {
      type: 'date',
      ...byInteractions('employerNoticeAt', 'theme'),
      about: 'The customer was told that the employer will be contacted.',
    },
    claimLetterAt: { type: 'date', about: 'The customer was written to before the claim is told to anybody else.' },
    contactPersonNoticeAt: { type: 'date', about: 'The notice that names the agency’s responsible person.' },
    writtenThirdPartyPermission: { type: 'flag', about: 'Written permission, after default, to speak to others.' },
    acknowledgedInWriting: { type: 'flag', about: 'The customer acknowledged the debt in writing after placement.' },
    wageAssignment: { type: 'flag', about: 'The customer agreed to an assignment of wages.' },
    writExecuted: { type: 'flag', about: 'A writ on the judgment was executed.' },
    attorneyDenied: { type: 'flag', about: 'The attorney whom the customer named denies acting.' },
    businessRelationship: { type: 'flag', about: 'Customer and caller have an existing business relationship.' },
    extenderGuaranteedByEmployer: { type: 'flag', about: 'The employer guaranteed or asked for the loan.' },
    debtCollectionProcedureBegun: {
      type: 'flag',
      whenUnknown: 'stricter',
      about: 'Statements stopped, the debt was accelerated, or suit was threatened or begun.',
    },
    planAgreedAt: {
      type: 'date',
      source: ['event recover.plan-started.v1 startedAt', agencyFact],
      about: 'When a payment plan or settlement was agreed, the last one counting.',
      read: (look, debtId) => recordedFact(look, 'planAgreedAt', debtId)?.value,
    },
    planCopySentAt: {
      type: 'date',
      ...byInteractions('planCopySentAt', 'subject'),
      read: planCopySentAt,
      about: 'When the written copy of the plan was sent. A copy of an earlier plan is none of the last one.',
    },
    stateNoticeSentAt: { type: 'date', about: 'When the written notice that the state asks for was sent.' },
    cityNoticeSentAt: {
      type: 'date',
      ...byInteractions('cityNoticeSentAt', 'subject'),
      about: 'New York City: when the validation notice of the city was sent.',
    },
    timeBarredNoticeSentAt: {
      type: 'date',
      ...byInteractions('timeBarredNoticeSentAt', 'theme'),
      about: 'When the customer was told in writing that the debt is time-barred.',
    },
    tooOldNoticeSentAt: {
      type: 'date',
      about: 'When the customer was told in writing that the debt is also too old to report.',
    },
    creditReportNoticeSentAt: {
      type: 'date',
      ...byInteractions('creditReportNoticeSentAt', 'theme'),
      about: 'When the notice about reporting to credit bureaus was sent.',
    },
    coveredCommercial: { type: 'flag', about: 'California: commercial debt that the conduct rules cover.' },
    pastDueOver30Days: {
      type: 'flag',
      source: [agencyFact, 'event recover.debt-updated.v1 defaultDate'],
      whenUnknown: 'stricter',
      about: 'Payment is more than 30 days past due.',
      read: (look, debtId) => recordedFact(look, 'pastDueOver30Days', debtId)?.value ?? pastDueOver30Days(look, debtId),
    },
  }),
  ...facts('contact', {
    mobileListCheckedAt: {
      type: 'date',
      about: 'When a commercial list of mobile numbers was last checked and did not have this number.',
    },
    askedByThemselves: {
      type: 'flag',
      about: 'The person asked, expressly and unprompted, to be spoken to about the debt.',
    },
    employerAgreedToMore: { type: 'flag', about: 'The employer agreed to be contacted more than once.' },
    namedByCustomer: { type: 'flag', source: agencyPreference, about: 'The customer named this person for contact.' },
    householdMember: { type: 'flag', about: 'The person lives in the customer’s household.' },
  }),
  ...facts('person', {
    unusualTimeAgreedInWriting: {
      type: 'flag',
      source: agencyConsent,
      about: 'The customer’s express written agreement to contact at another time.',
    },
    noOtherNumberKnown: { type: 'flag', about: 'No number but the one at work is known.' },
    callOptOutWrittenAt: {
      type: 'date',
      source: agencyPreference,
      about: 'The customer opted out of calls in writing.',
    },
    agreedToMoreMessages: {
      type: 'flag',
      source: agencyPreference,
      about: 'The customer agreed to more electronic messages.',
    },
  }),
  ...facts('collector', {
    publicHealthEmergency: {
      type: 'flag',
      about: 'District of Columbia: a declared emergency, or the 60 days after it.',
    },
    affiliatedWithCreditor: { type: 'flag', about: 'Agency and creditor have an interest in each other.' },
    responsiblePersonAway: { type: 'flag', about: 'Idaho: the responsible person is not normally at the office.' },
    unregisteredAlias: { type: 'flag', about: 'The collector’s name is not registered where that is asked for.' },
  }),
};
