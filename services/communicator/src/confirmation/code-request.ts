import { z } from 'zod';
import { Refused } from '@fairdue/refused';
import { numberOf } from '../inbound/told-contact.ts';
import { reference } from '../customers/reference.ts';

const where = {
  personId: reference,
  email: z.email().max(254).exactOptional(),
  phone: z.string().max(40).exactOptional(),
};

/** C23. What is not named here is ignored. */
export const ConfirmationCodeRequest = z.object({
  ...where,
  channel: z.enum(['email', 'text', 'voice']).exactOptional(),
  context: z.record(z.string(), z.unknown()).default({}),
});

/** Between services: is this the code that went there? */
export const CodeCheck = z.strictObject({
  ...where,
  creditorId: z.string(),
  code: z.string().regex(/^\d{6}$/, 'must be six digits'),
});

export type Address = { contactType: 'email' | 'phone'; value: string };

const fieldFault = (path: string, problem: string): Refused =>
  new Refused('malformed', 'request-invalid', `${path}: ${problem}`, [{ path, problem }]);

/** One code proves one contact, and a number has one spelling. */
export function addressIn({ email, phone }: { email?: string; phone?: string }): Address {
  if ((email === undefined) === (phone === undefined))
    throw fieldFault('email', 'exactly one of email and phone is needed');
  if (email !== undefined) return { contactType: 'email', value: email.trim().toLowerCase() };
  const value = numberOf(phone ?? '');
  if (value === undefined) throw fieldFault('phone', 'is no phone number');
  return { contactType: 'phone', value };
}

/** The code must reach that very contact. */
export function channelTo({ contactType }: Address, said: 'email' | 'text' | 'voice' | undefined) {
  const channel = said ?? (contactType === 'email' ? 'email' : 'text');
  if ((channel === 'email') === (contactType === 'email')) return channel;
  throw fieldFault('channel', `${channel} does not reach that contact`);
}
