import { z } from 'zod';
import { event } from './event.ts';
import { Id, RecordedBy } from './words.ts';

const topic = 'creditor.creditors';

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
  /** Days a pause of that reason lasts when the request does not say; 0 and absent are without end. */
  defaultPauseDays: z.record(z.string(), z.int().min(0).max(3_650)).optional(),
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

/** What a letter or an email says about its sender. */
export const SenderIdentity = z.object({
  companyName: z.string(),
  addressLines: z.array(z.string()),
  phone: z.string(),
  email: z.string(),
  website: z.string().optional(),
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

const apiKey = { creditorId: Id, accountId: Id, apiKeyId: Id };
export const ApiKeyIssuedV1 = event('creditor.api-key-issued.v1', topic, apiKey);
export const ApiKeyRevokedV1 = event('creditor.api-key-revoked.v1', topic, apiKey);
