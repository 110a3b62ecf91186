import { z } from 'zod';
import { reference } from '../../customers/reference.ts';
import { Language } from '../../templates/stored/descriptor.wire.ts';
import { loanIds } from '../send-request.ts';
import { outboundThemes } from '../themes-of-message.ts';

export const recipientsMax = 1_000;
const aheadMaxMs = 90 * 24 * 3_600_000;

const Address = z.object({ email: z.email().max(254), name: z.string().max(255).exactOptional() });
const subjectLine = z.string().min(1).max(998);
const content = z.string().max(512 * 1024);
const notAllowed = z.never('is not allowed: it would go past the templates and the sender of the company').optional();

/** One of SendGrid's `POST /v3/mail/send`; what is not named here is ignored. */
const Personalization = z.object({
  to: z.array(Address).min(1).max(recipientsMax),
  cc: z.array(Address).max(recipientsMax).default([]),
  bcc: z.array(Address).max(recipientsMax).default([]),
  subject: subjectLine.exactOptional(),
  custom_args: z.object({ personId: reference.exactOptional() }).exactOptional(),
  /** Seconds since 1970. */
  send_at: z.int().nonnegative().exactOptional(),
  headers: notAllowed,
  from: notAllowed,
  substitutions: notAllowed,
  dynamic_template_data: notAllowed,
});
export type Personalization = z.output<typeof Personalization>;

/** C21. */
const Body = z.object({
  personalizations: z.array(Personalization).min(1).max(recipientsMax),
  theme: z.enum(outboundThemes).exactOptional(),
  language: Language.default('en'),
  subjectLine: subjectLine.exactOptional(),
  contentHtml: content.exactOptional(),
  contentPlain: content.exactOptional(),
  previousInteractionId: reference.exactOptional(),
  isTransactional: z.boolean().default(false),
  personId: reference.exactOptional(),
  loanId: reference.exactOptional(),
  loanIds: loanIds.exactOptional(),
  caseId: reference.exactOptional(),
});
export type FreeFormRequest = z.output<typeof Body>;

export const addressesOf = ({ to, cc, bcc }: Pick<Personalization, 'to' | 'cc' | 'bcc'>): string[] =>
  [...to, ...cc, ...bcc].map(({ email }) => email.toLowerCase());

export const FreeFormRequest = Body.superRefine((body, context) => {
  const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (!body.contentHtml && !body.contentPlain) fault(['contentHtml'], 'this or contentPlain is needed');
  const addresses = body.personalizations.flatMap(addressesOf);
  if (addresses.length > recipientsMax) fault(['personalizations'], `at most ${recipientsMax} addresses`);
  if (new Set(addresses).size < addresses.length) fault(['personalizations'], 'an address may appear once');
  for (const [i, { subject }] of body.personalizations.entries())
    if (subject === undefined && body.subjectLine === undefined)
      fault(['subjectLine'], `is needed: personalizations[${i}] has no subject`);
});

/** When it is to go out; null: now. What lies in the past goes out now. */
export function plannedFor({ send_at: seconds }: Personalization, now: Date): Date | null | 'too-far' {
  if (seconds === undefined || seconds * 1_000 <= now.getTime()) return null;
  return seconds * 1_000 - now.getTime() > aheadMaxMs ? 'too-far' : new Date(seconds * 1_000);
}
