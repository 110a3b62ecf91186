import type { Caller } from '@fairdue/http';
import type { RecordedBy } from './creditors/creditor.ts';

/** Who made a change, and why in their own words. */
export const recordedBy = ({ accountId, auditDescription }: Caller): RecordedBy => ({
  kind: 'account',
  id: accountId,
  ...(auditDescription && { description: auditDescription }),
});
