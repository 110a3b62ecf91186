import type { CreditorSettings, RecordedBy, SenderIdentity } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import type { Brand } from '../brands/brand.ts';

export type { RecordedBy };

export const environments = ['LIVE', 'TEST', 'INTERNAL_TEST'] as const;
export const activationStatuses = [
  'ACTIVE',
  'NOT_APPLIED',
  'APPLICATION_UNDER_REVIEW',
  'REJECTED',
  'OFFBOARDED',
] as const;
type ActivationStatus = (typeof activationStatuses)[number];

export type Creditor = {
  _id: string;
  companyName: string;
  industry: string;
  environment: (typeof environments)[number];
  activationStatus: ActivationStatus;
  commissionPercentBasisPoint: number;
  settings: CreditorSettings;
  sender: SenderIdentity;
  registeredAt: Date;
  brands: Brand[];
};

export type CreditorChange = Partial<
  Pick<
    Creditor,
    'companyName' | 'industry' | 'environment' | 'activationStatus' | 'commissionPercentBasisPoint' | 'sender'
  >
>;

const terminal: ReadonlySet<ActivationStatus> = new Set(['REJECTED', 'OFFBOARDED']);

/** Applies what is given. A creditor that was rejected or has left stays so: one that comes back is registered anew. */
export function changeCreditor(creditor: Creditor, change: CreditorChange): Creditor {
  const { activationStatus } = creditor;
  const becomes = change.activationStatus ?? activationStatus;
  if (terminal.has(activationStatus) && becomes !== activationStatus)
    throw new Refused('conflict', 'creditor-status-terminal', `A creditor that is ${activationStatus} stays so.`);
  return { ...creditor, ...change };
}
