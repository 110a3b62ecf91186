import { z } from 'zod';
import type { Caller } from '@fairdue/http';
import { Refused } from '@fairdue/refused';
import type { Deps } from '@fairdue/service';
import type { Contact } from './contact.ts';

const deadlineMs = 5_000;
const Checked = z.object({ isRight: z.boolean() });

type Proof = { creditorId: string; customerId: string; contact: Contact; code: string };

const addressOf = (contact: Contact): { email: string } | { phone: string } => {
  if (contact.kind === 'email') return { email: contact.email };
  if (contact.kind === 'phone') return { phone: contact.phoneNumber };
  throw new Refused('rule', 'contact-takes-no-code', 'Codes go to emails and phones.');
};

/**
 * Whoever knows the code that went to a contact reads what is sent there. A code proves once, and each wrong one uses up one
 * of its tries; a repeat after a right one needs the Idempotency-Key of the first.
 */
export async function proveContact(
  deps: Pick<Deps, 'upstream'>,
  from: Caller,
  { creditorId, customerId, contact, code }: Proof,
): Promise<void> {
  const { isRight } = await deps.upstream('communicator').call({
    method: 'POST',
    path: '/internal/confirmation-codes/check',
    body: { creditorId, personId: customerId, ...addressOf(contact), code },
    caller: from,
    creditorId,
    deadlineMs,
    schema: Checked,
  });
  if (!isRight)
    throw new Refused(
      'rule',
      'confirmation-code-wrong',
      'That is not the code that went there last, or it is used up or older than ten minutes: send another one.',
    );
}
