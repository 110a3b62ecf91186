import { z } from 'zod';
import { CreditorSettings, Id, SenderIdentity } from '@fairdue/contracts';
import { PageEnd } from '../page-query.ts';
import { activationStatuses, environments, type Creditor } from './creditor.ts';

/** R36: what a creditor's own systems may see of it. */
export const CreditorInfoBody = z.strictObject({
  companyName: z.string(),
  industry: z.string(),
  environment: z.enum(environments),
  activationStatus: z.enum(activationStatuses),
  commissionPercentBasisPoint: z.int(),
});

export const SettingsBody = z.strictObject(CreditorSettings.shape);

/** A creditor as the agency sees it, and as its history keeps it. */
export const CreditorBody = CreditorInfoBody.extend({
  creditorId: Id,
  settings: SettingsBody,
  sender: z.strictObject(SenderIdentity.shape),
  registeredAt: z.iso.datetime(),
});
export type CreditorBody = z.output<typeof CreditorBody>;

export const CreditorPage = z.strictObject({ items: z.array(CreditorBody), ...PageEnd });

export const creditorInfo = (creditor: Creditor): z.output<typeof CreditorInfoBody> => ({
  companyName: creditor.companyName,
  industry: creditor.industry,
  environment: creditor.environment,
  activationStatus: creditor.activationStatus,
  commissionPercentBasisPoint: creditor.commissionPercentBasisPoint,
});

export const creditorBody = (creditor: Creditor): CreditorBody => ({
  creditorId: creditor._id,
  ...creditorInfo(creditor),
  settings: creditor.settings,
  sender: creditor.sender,
  registeredAt: creditor.registeredAt.toISOString(),
});

/** What other services are told of a creditor, by event and when they ask. */
export const creditorFacts = ({ _id, companyName, activationStatus, settings, sender }: Creditor) => ({
  creditorId: _id,
  companyName,
  activationStatus,
  settings,
  sender,
});
