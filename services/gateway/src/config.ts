import { z } from 'zod';
import { wholeNumber } from '@fairdue/config';
import { commonConfig } from '@fairdue/service';
import { readOidcIssuers } from './credentials/oidc-issuers.ts';

const isSafe = (url: URL): boolean => url.protocol === 'https:' || ['127.0.0.1', 'localhost'].includes(url.hostname);

/** Key sets decide who is let in, so they are fetched over TLS, or from this machine. */
const oidcIssuersText = z.string().superRefine((text, context) => {
  for (const { issuer, audience, jwksUrl } of readOidcIssuers(text))
    if (!issuer || !audience || !URL.canParse(jwksUrl) || !isSafe(new URL(jwksUrl)))
      context.addIssue({ code: 'custom', message: 'each is issuer,audience,jwks-url, the last one https' });
});

/** The gateway has no store and no bus: of the common variables it reads only these. */
export const gatewayConfig = commonConfig
  .pick({
    HOST: true,
    PORT: true,
    LOG_LEVEL: true,
    SANDBOX: true,
    DRAIN_MS: true,
    OTEL_EXPORTER_OTLP_ENDPOINT: true,
    OTEL_TRACES_SAMPLER_ARG: true,
    INTERNAL_SIGNING_KEY: true,
    INTERNAL_TRUSTED_KEYS: true,
    CREDITOR_URL: true,
    RECOVER_URL: true,
    COMPLIANCE_GUARD_URL: true,
    COMMUNICATOR_URL: true,
    CAMPAIGN_URL: true,
  })
  .extend({
    TRUSTED_PROXIES: wholeNumber(0, 10)
      .default(0)
      .describe(
        'How many proxies of yours stand in front, each adding to X-Forwarded-For whom it heard. Without it, everybody behind a proxy counts as one address.',
      ),
    RATE_LIMIT_PER_MINUTE: wholeNumber(1, 10_000_000)
      .default(600)
      .describe(
        'Requests a minute that one API key may make; where none is shown, that come from one address to one replica.',
      ),
    BODY_BYTES_MAX: wholeNumber(1_024, 1_073_741_824)
      .default(10_485_760)
      .describe('Largest body that is taken (bytes); an import of templates, and a file, may have 20 MiB.'),
    UPSTREAM_TIMEOUT_MS: wholeNumber(10_000, 300_000)
      .default(30_000)
      .describe('How long a service may take to begin its answer (ms). An opt-out may need 10 s.'),
    UPSTREAM_CONNECTIONS_MAX: wholeNumber(1, 4_096).default(128).describe('Connections to each service.'),
    STREAMS_MAX: wholeNumber(1, 100_000)
      .default(1_000)
      .describe('Streams (server-sent events) that one replica keeps open; each takes a connection to the service.'),
    STREAMS_PER_ACCOUNT_MAX: wholeNumber(1, 10_000)
      .default(50)
      .describe('Streams of one account that one replica keeps open.'),
    STREAM_RECHECK_MS: wholeNumber(100, 60_000)
      .default(10_000)
      .describe('How often the credential of an open stream is checked again (ms). One that was revoked ends it.'),
    CREDENTIAL_CACHE_MS: wholeNumber(0, 2_000)
      .default(2_000)
      .describe('How long a checked credential is remembered (ms). A revoked key works no longer than this.'),
    UPSTREAM_FINISH_MS: wholeNumber(10_000, 3_600_000)
      .default(120_000)
      .describe('How long a request may take until its answer is complete (ms). Then its connection is cut.'),
    ACCESS_TOKEN_SECONDS: wholeNumber(60, 86_400)
      .default(3_600)
      .describe('How long an access token of `/oauth/token` lives (s). It dies with its API key in any case.'),
    OIDC_ISSUERS: oidcIssuersText
      .default('')
      .describe(
        'OIDC issuers whose tokens are accepted, as `issuer,audience,jwks-url`, with white space between several. Which account a subject is, the agency’s API says.',
      ),
    CLOCK_MOVE_MS: wholeNumber(100, 300_000)
      .default(20_000)
      .describe('How long one request moves the sandbox clock before it answers how far it came (ms).'),
  });
export type GatewayConfig = z.output<typeof gatewayConfig>;
