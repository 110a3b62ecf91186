import { z } from 'zod';
import type { Operation } from '@fairdue/http';

const path = '/unsubscribe/{link}';
const tag = 'Unsubscribing';
const given = 'an email with a link';

/** RFC 8058 3.1. Neither this nor anything else that is sent is read. */
const Click = z.object({ 'List-Unsubscribe': z.string().optional() }).optional();

export const unsubscribeOperations: Operation[] = [
  {
    id: 'askToUnsubscribe',
    method: 'get',
    path,
    summary: 'Shows the page behind the link of an email. Opening it changes nothing.',
    tag,
    answers: { 200: 'text/html' },
    refusals: [404, 429],
    credential: false,
    example: { given, status: 200 },
  },
  {
    id: 'unsubscribe',
    method: 'post',
    path,
    summary:
      'Ends emails to the address that the email of the link went to: from the page, or as one click (RFC 8058).',
    description: 'Answered when no more email can start; 503 says that the wish is stored and not yet in force.',
    tag,
    body: Click,
    bodyType: 'application/x-www-form-urlencoded',
    answers: { 200: 'text/html' },
    refusals: [404, 429, 503],
    credential: false,
    example: { given, body: { 'List-Unsubscribe': 'One-Click' }, status: 200 },
  },
];
