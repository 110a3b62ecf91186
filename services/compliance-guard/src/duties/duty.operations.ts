import type { Operation } from '@fairdue/http';
import { DutyList, DutyQuery } from './duty.wire.ts';

export const dutyOperations: readonly Operation[] = [
  {
    id: 'listDuties',
    method: 'get',
    path: '/agency/v1/duties',
    summary: 'Lists what rules require to be done about debts by a day, the first to fall due first.',
    description:
      'A duty is fulfilled by the contact, or the fact written down, that its rule names, and by nothing else.',
    tag: 'Agency: duties',
    query: DutyQuery,
    answers: { 200: DutyList },
    refusals: [400],
    permission: 'agency.duties:read',
    example: { given: 'a customer who was written to', query: { state: 'open', dueBefore: '2027-01-01' }, status: 200 },
  },
];
