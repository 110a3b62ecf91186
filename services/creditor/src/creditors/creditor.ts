import type { z } from 'zod';
import { CreditorRegisteredV1, type CreditorSettings, type SenderIdentity } from '@fairdue/contracts';

export type Creditor = {
  _id: string;
  companyName: string;
  industry: string;
  environment: 'TEST' | 'PRODUCTION';
  activationStatus: 'ACTIVE' | 'INACTIVE';
  commissionPercentBasisPoint: number;
  settings: CreditorSettings;
  sender: SenderIdentity;
  registeredAt: Date;
};

export type RecordedBy = z.input<typeof CreditorRegisteredV1.data>['recordedBy'];

/** What other services are told of a creditor, by event and when they ask. */
export const creditorFacts = ({ _id, companyName, activationStatus, settings, sender }: Creditor) => ({
  creditorId: _id,
  companyName,
  activationStatus,
  settings,
  sender,
});

/** R36: what a creditor's own systems may see of it. */
export const creditorInfo = (creditor: Creditor) => ({
  companyName: creditor.companyName,
  industry: creditor.industry,
  environment: creditor.environment,
  activationStatus: creditor.activationStatus,
  commissionPercentBasisPoint: creditor.commissionPercentBasisPoint,
});
