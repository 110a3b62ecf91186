import { z } from 'zod';
import { aesKeys, port, wholeNumber } from '@fairdue/config';
import type { Deps } from '@fairdue/service';
import { ProvidersText } from './providers/provider-config.ts';

const url = () => z.url({ protocol: /^https?$/ });

export const communicatorConfig = z.object({
  ADDRESS_HASH_KEY: z
    .string()
    .min(16)
    .describe('Secret shared with the compliance guard: hashes the addresses of permits.'),
  CONTENT_KEYS: aesKeys().describe(
    'AES-256 keys of what messages say, as `id:base64`, comma-separated. The first encrypts, all decrypt; one that is no longer first also opens the links of emails, and stays for 60 days at least.',
  ),
  PUBLIC_URL: url()
    .optional()
    .describe(
      'Where people reach the gateway, for the links of emails; by default GATEWAY_URL. Needed, with https, where SANDBOX is false.',
    ),
  CALLBACK_SECRET: z.string().min(16).describe('Secret with which providers sign their callbacks.'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('Mail provider. Needed where SANDBOX is false.'),
  MAIL_LOOKUP_URL: url()
    .optional()
    .describe('Where the mail provider tells whether it has a message: the key is appended.'),
  TEXT_PROVIDER_URL: url().optional().describe('Text provider. Needed where SANDBOX is false.'),
  LETTER_PROVIDER_URL: url().optional().describe('Letter provider. Needed where SANDBOX is false.'),
  DIALER_PROVIDER_URL: url().optional().describe('Dialer. Needed where SANDBOX is false.'),
  PROVIDERS: ProvidersText.optional().describe(
    'Providers of any channel, as JSON (docs/providers.md). A channel named here needs no address of its own.',
  ),
  PROVIDER_HOSTS_INSIDE: z
    .string()
    .default('')
    .transform((hosts) => hosts.split(',').map((host) => host.trim()))
    .describe('Hosts of providers, commas between, that may stand in a private network. No other provider may.'),
  PROVIDER_TOKEN: z.string().default('').describe('Bearer token towards the HTTP providers.'),
  PROVIDER_CONNECT_MS: wholeNumber(50, 60_000)
    .default(5_000)
    .describe('How long a connection to a provider may take (ms).'),
  PROVIDER_ANSWER_MS: wholeNumber(50, 120_000)
    .default(10_000)
    .describe('How long a provider’s answer is waited for (ms).'),
  PROVIDER_REST_MS: wholeNumber(50, 600_000)
    .default(30_000)
    .describe('How long a provider that fails again and again is left alone before it is tried again (ms).'),
  HAND_OVERS_AT_ONCE: wholeNumber(1, 200)
    .default(32)
    .describe('Messages handed over side by side, each on its own connection.'),
  SETTLE_AFTER_MS: wholeNumber(10, 600_000)
    .default(5_000)
    .describe('How long after a lost hand-over its provider is asked (ms).'),
  SETTLE_WITHIN_MS: wholeNumber(1_000, 840_000)
    .default(600_000)
    .describe('How long after a lost hand-over its provider is asked again and again (ms). Then it counts as made.'),
  SANDBOX_HTTP_PORT: port()
    .default(0)
    .describe('Port of the sandbox for texts, letters and calls; 0 takes a free one.'),
  SANDBOX_SMTP_PORT: port().default(0).describe('Port of the sandbox for mail; 0 takes a free one.'),
  SANDBOX_CALLBACK_URL: url()
    .optional()
    .describe('Where the sandbox calls back; by default the gateway’s /callbacks/sandbox.'),
});

export type CommunicatorDeps = Deps<z.output<typeof communicatorConfig>>;
