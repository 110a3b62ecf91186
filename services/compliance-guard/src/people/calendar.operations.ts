import type { Operation } from '@fairdue/http';
import { CalendarBody, CalendarQuery } from './calendar.wire.ts';

export const calendarOperations: readonly Operation[] = [
  {
    id: 'readCalendar',
    method: 'get',
    path: '/agency/v1/people/{personId}/calendar',
    summary:
      'Shows when a person may lawfully be contacted in the coming days, and which rules close the time between.',
    tag: 'Agency: calendar',
    query: CalendarQuery,
    answers: { 200: CalendarBody },
    refusals: [400, 404, 503],
    permission: 'agency.calendar:read',
    example: { given: 'a known person', query: { channel: 'voice', days: '3' }, status: 200 },
  },
];
