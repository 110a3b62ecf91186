import { z } from 'zod';
import { DisclosureSlot } from './disclosure.ts';
import { event } from './event.ts';
import { Id, RecordedBy } from './words.ts';

const topic = 'creditor.creditors';

const DisclosureText = z.string().trim().min(1).max(4_000);

/** What a creditor decided once and every service obeys. */
export const CreditorSettings = z.object({
  /** Which rules bind: a first party follows Regulation F only where `applyRegFToFirstParty` says so. */
  collectorRole: z.enum(['thirdParty', 'firstParty']),
  applyRegFToFirstParty: z.boolean(),
  debtType: z.enum(['DEBT_TYPE_NONE', 'DEBT_TYPE_COMMERCIAL', 'DEBT_TYPE_CONSUMER']),
  /** May placed phones of type CELL be texted from the start? */
  textConsentAtPlacement: z.boolean(),
  timeZone: z.string(),
  languages: z.array(z.enum(['en', 'es'])).min(1),
  requirePostChargeOffForNY: z.boolean(),
  attorneyDebtConsolidatorTreatment: z.enum(['ATTORNEY', 'DEBT_CONSOLIDATOR']),
  /** Which bucket of a debt a payment pays first, second, and so on. Absent: costs, fees, interest, principal. */
  paymentAllocationOrder: z
    .array(z.enum(['costs', 'fees', 'interest', 'principal']))
    .length(4)
    .optional(),
  /** Days after its due date before an instalment is late. Absent: 5. */
  planGraceDays: z.int().min(0).max(365).optional(),
  /** Days an instalment may be late before its plan breaks. Absent: 30. */
  planBreakAfterLateDays: z.int().min(0).max(365).optional(),
  /** Days a pause of that reason lasts when the request does not say; 0 and absent are without end. */
  defaultPauseDays: z.record(z.string(), z.int().min(0).max(3_650)).optional(),
  /** What a debt may be settled below its balance by. Absent: 0. */
  maxDiscountPercent: z.int().min(0).max(100).optional(),
  /** What is so of whoever collects, by the names of docs/facts.md: states without a licence, a number that takes no replies. */
  collectorFacts: z
    .record(z.string().regex(/^[a-z][A-Za-z0-9]{0,60}$/), z.union([z.boolean(), z.array(z.string().max(100)).max(100)]))
    .optional(),
  /**
   * What only the collector can say of the texts that the law wants in a message (a licence, office hours, a wording its
   * lawyers chose), in each language it writes in. Said here, it stands in place of the platform’s own words.
   */
  disclosures: z
    .partialRecord(DisclosureSlot, z.object({ en: DisclosureText.optional(), es: DisclosureText.optional() }))
    .optional(),
  /** Are notices that a rule asks for sent without anybody asking? Absent: those of a third-party collector are. */
  sendRequiredNotices: z.boolean().optional(),
  /** Are touches of campaigns made at the time of day at which their person was last reached? Absent: they are. */
  bestTime: z.boolean().optional(),
  /** Absent: all of them. */
  availablePaymentMethods: z.object({ creditCard: z.boolean(), debitCard: z.boolean(), check: z.boolean() }).optional(),
});
export type CreditorSettings = z.infer<typeof CreditorSettings>;

export const defaultCreditorSettings: CreditorSettings = {
  collectorRole: 'thirdParty',
  applyRegFToFirstParty: true,
  debtType: 'DEBT_TYPE_CONSUMER',
  textConsentAtPlacement: false,
  timeZone: 'America/New_York',
  languages: ['en', 'es'],
  requirePostChargeOffForNY: true,
  attorneyDebtConsolidatorTreatment: 'ATTORNEY',
};

const sender = {
  companyName: z.string(),
  addressLines: z.array(z.string()),
  phone: z.string(),
  email: z.string(),
  website: z.string().optional(),
  /** The number texts come from, a short code it may be. Absent: `phone`. */
  textNumber: z.string().optional(),
  /** Where letters come back to. Absent: `addressLines`. */
  returnAddressLines: z.array(z.string()).optional(),
};

/** What a message says about its sender, and where it comes from. */
export const SenderIdentity = z.object({
  ...sender,
  /** What is another for messages about debts of a brand, by the brand’s id. */
  brands: z.record(Id, z.object(sender).partial()).optional(),
});
export type SenderIdentity = z.infer<typeof SenderIdentity>;

const creditor = {
  creditorId: Id,
  companyName: z.string(),
  /** Absent: ACTIVE. Debts of a creditor that is anything else are neither paid nor talked about. */
  activationStatus: z.string().optional(),
  settings: CreditorSettings,
  sender: SenderIdentity,
  recordedBy: RecordedBy,
};

export const CreditorRegisteredV1 = event('creditor.creditor-registered.v1', topic, creditor);
export const CreditorUpdatedV1 = event('creditor.creditor-updated.v1', topic, creditor);
export const SettingsChangedV1 = event('creditor.settings-changed.v1', topic, creditor);

/** A name the creditor goes by. `isPrimary` is the one to use when nothing else says which; at most one has it. */
export const Brand = z.object({
  brandId: Id,
  name: z.string(),
  type: z.enum(['DOING_BUSINESS_AS', 'ORIGINAL']),
  isActive: z.boolean(),
  isPrimary: z.boolean(),
  logoUrl: z.string().optional(),
  websiteUrl: z.string().optional(),
  originalCreditor: z.string().optional(),
  merchant: z.string().optional(),
});
export type Brand = z.infer<typeof Brand>;

/** Every brand of the creditor, as they are from now on. */
export const BrandsChangedV1 = event('creditor.brands-changed.v1', topic, {
  creditorId: Id,
  brands: z.array(Brand),
  recordedBy: RecordedBy,
});

const apiKey = { creditorId: Id, accountId: Id, apiKeyId: Id, recordedBy: RecordedBy.optional() };
export const ApiKeyIssuedV1 = event('creditor.api-key-issued.v1', topic, apiKey);
export const ApiKeyRevokedV1 = event('creditor.api-key-revoked.v1', topic, apiKey);
