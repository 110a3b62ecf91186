import { HoldReason } from '@fairdue/contracts';
import { z } from 'zod';

/** What a contact is about, as far as the law tells such contacts apart. */
export const ThemeClass = z.enum(['collection', 'notice', 'servicing', 'credentials', 'staff']);
export type ThemeClass = z.infer<typeof ThemeClass>;

export const Affiliation = z.enum([
  'self', 'spouse', 'parent', 'guardian', 'executor', 'attorney', 'employer', 'relative', 'other',
]); // prettier-ignore
export type Affiliation = z.infer<typeof Affiliation>;

/** What a message is and holds, by the word of whoever wants to send it; what they did not say is not so. */
export const Says = z.strictObject({
  isPrerecorded: z.boolean().optional(),
  isTransactional: z.boolean().optional(),
  /** The answer to something the customer began by the same medium. */
  isResponseToInbound: z.boolean().optional(),
  containsMarketing: z.boolean().optional(),
  threatensLegalAction: z.boolean().optional(),
  /** It does nothing but ask for consent to the medium it comes by. */
  asksForConsent: z.boolean().optional(),
  /** Others than the customer can see it. */
  isPublic: z.boolean().optional(),
  /** What a voicemail would say, where one may be left. */
  voicemail: z.enum(['limited-content', 'other']).optional(),
});
export type Says = z.infer<typeof Says>;

/** With whom a debt may be spoken about without the customer's leave (12 CFR 1006.6(a), (d)(1)). */
export const entitled = [
  'self', 'spouse', 'parent', 'guardian', 'executor', 'attorney',
] as const satisfies Affiliation[]; // prettier-ignore

/** In this order rules are evaluated and answered: the first that blocks is the one named for the contact not made. */
export const groups = [
  'platform', 'bankruptcy', 'deceased', 'cease', 'attorney', 'other-hold', 'consent', 'place', 'count', 'quiet', 'hours', 'content', 'duty',
] as const; // prettier-ignore

export const everyChannel = ['voice', 'email', 'fax', 'text', 'chat', 'mail', 'gui', 'document'] as const;
/** What is sent. The others are shown to a customer who looks them up. */
export const sent = ['voice', 'email', 'fax', 'text', 'chat', 'mail'] as const;
export const allButMail = ['voice', 'email', 'fax', 'text', 'chat'] as const;
export const written = ['email', 'fax', 'text', 'chat', 'mail'] as const;
export const electronic = ['email', 'text', 'chat'] as const;

/** A hard stop, or what calls for care and stands against nothing by itself: service in arms, a disaster area. */
export const HoldKind = z.enum([...HoldReason.options, 'military', 'disaster']);
export type HoldKind = z.infer<typeof HoldKind>;
