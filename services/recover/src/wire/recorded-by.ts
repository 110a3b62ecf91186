import type { RecordedBy } from '@fairdue/contracts';
import type { Caller } from '@fairdue/http';

const descriptionLengthMax = 1024;

/** Who makes this change, and the words they gave for it. */
export const recordedBy = ({ accountId, service, auditDescription }: Caller): RecordedBy => ({
  kind: service !== undefined && accountId === `service:${service}` ? 'service' : 'account',
  id: accountId,
  ...(auditDescription && { description: auditDescription.trim().slice(0, descriptionLengthMax) }),
});
