import { idempotencyHeader, type Operation } from '@fairdue/http';
import { z } from 'zod';
import { CustomerBody } from '../customers/customer.wire.ts';
import { ContactLists } from './contact.schema.ts';
import { FlaggedContact, FlagRequest } from './flag-contact.ts';

const tag = 'Contacts';
const customer = '/api/v1/customers/{customerId}';

export const contactOperations: readonly Operation[] = [
  {
    id: 'addContacts',
    method: 'patch',
    path: customer,
    summary: 'Adds ways to reach a customer. What is on file stays as it is.',
    tag,
    body: ContactLists,
    answers: { 200: CustomerBody },
    refusals: [400, 404],
    permission: 'recover.customers:write',
    example: {
      given: 'a placed debt',
      body: { phones: [{ phoneNumber: '512-555-0199', types: ['CELL'] }] },
      status: 200,
    },
  },
  {
    id: 'unsubscribeContacts',
    method: 'post',
    path: `${customer}/unsubscribe`,
    summary: 'The customer wants no contact there. Answered when nothing more can start.',
    tag,
    body: ContactLists,
    answers: { 200: z.literal('ok') },
    refusals: [400, 404],
    permission: 'recover.customers:write',
    example: {
      given: 'a placed debt',
      body: { emails: [{ email: 'dana.okafor@example.com' }] },
      status: 200,
    },
  },
  {
    id: 'flagContact',
    method: 'patch',
    path: '/agency/v1/contacts/{contactId}',
    summary: 'Says whose a contact is, whether it works, and what may be sent there.',
    description:
      'With the code that the customer read there (`send-confirmation-code`) the contact is verified; while codes cannot be checked: 503.',
    tag: 'Agency: contacts',
    headers: idempotencyHeader,
    body: FlagRequest,
    answers: { 200: FlaggedContact },
    refusals: [400, 404, 409, 422],
    permission: 'agency.contacts:write',
    example: {
      given: 'a phone of the body',
      body: { customerId: 'BO-0000000000-0000000000', receiveTextMessages: true, label: 'personal' },
      status: 200,
    },
  },
];
