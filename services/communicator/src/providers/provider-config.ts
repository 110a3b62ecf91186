import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { AnswerMapping } from './answer-mapping.ts';
import { namesIn, Payload } from './payload.ts';

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

const http = z.url({ protocol: /^https?$/ });
const HeaderValue = z.string().max(4_096).regex(/^[\x20-\x7e]*$/, 'must be one line of ASCII'); // prettier-ignore
const ours = ['host', 'content-length', 'content-type', 'transfer-encoding', 'connection', 'idempotency-key'];
const HeaderName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'must be in small letters')
  .refine((name) => !ours.includes(name) && !name.startsWith('webhook-'), 'is set by the platform');

const PerSecond = z.number().min(0.001).max(100_000);
const common = {
  /** Names it in interactions and in the path of its callbacks, for ever. */
  name: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  /** The first signs what goes to it; each is believed of what comes from it, so that they can be changed one by one. */
  secrets: z.array(z.string().min(16)).min(1),
  /** Messages a second that all replicas together hand to it, and to it from one number. */
  perSecond: PerSecond.optional(),
  perNumberPerSecond: PerSecond.optional(),
};

const HttpProviderConfig = z
  .strictObject({
    ...common,
    channel: z.enum(['text', 'mail', 'voice']),
    url: http,
    headers: z.record(HeaderName, HeaderValue).default({}),
    format: z.enum(['json', 'form']).default('json'),
    payload: Payload.optional(),
    answer: AnswerMapping.prefault({}),
    /** `{{key}}` in it is the key of the message. Without it a lost hand-over counts as made. */
    lookUpUrl: http.optional(),
    /** Of a dialer: the task with that `{{key}}` is dropped here, with DELETE. */
    dropUrl: http.optional(),
  })
  .refine(({ channel, dropUrl }) => channel === 'voice' || dropUrl === undefined, 'only a dialer has tasks to drop')
  .refine(
    ({ channel, payload = [] }) => channel === 'mail' || !namesIn(payload).includes('pdf'),
    'only a letter has pages',
  )
  .refine(({ format, payload }) => format === 'json' || !Array.isArray(payload), 'a form has fields, not a list');
export type HttpProviderConfig = z.output<typeof HttpProviderConfig>;

const DkimKey = z.strictObject({
  domain: z.string().regex(/^[a-z0-9.-]{1,253}$/),
  selector: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/),
  /** RSA, as PEM. */
  privateKey: z.string().refine(isRsaKey, 'is no private RSA key in PEM'),
});
export type DkimKey = z.output<typeof DkimKey>;

const SmtpProviderConfig = z.strictObject({
  ...common,
  channel: z.literal('email'),
  url: z.url({ protocol: /^smtps?$/ }),
  lookUpUrl: http.optional(),
  /** Its first part is followed by `+` and the message’s own 55 characters, and 64 is what a mailbox may have. */
  bounceAddress: z
    .email()
    .regex(/^[^@]{1,8}@/, 'may have eight characters before the @')
    .optional(),
  dkim: z.array(DkimKey).default([]),
});
export type SmtpProviderConfig = z.output<typeof SmtpProviderConfig>;

export type ProviderConfig = HttpProviderConfig | SmtpProviderConfig;

/** Every provider there is; the first of a channel is preferred, the others take what it does not. */
export const ProviderConfigs = z
  .array(z.discriminatedUnion('channel', [HttpProviderConfig, SmtpProviderConfig]))
  .superRefine((providers, context) => {
    const seen = new Set<string>(['sandbox']);
    for (const [index, { name }] of providers.entries()) {
      if (seen.has(name)) context.addIssue({ code: 'custom', path: [index, 'name'], message: `${name} is taken` });
      seen.add(name);
    }
  });

/** The same, as the JSON text of a variable. */
export const ProvidersText = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'is no JSON' });
      return z.NEVER;
    }
  })
  .pipe(ProviderConfigs);
