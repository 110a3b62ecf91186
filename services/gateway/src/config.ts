import { z } from 'zod';
import { wholeNumber } from '@fairdue/config';
import { commonConfig } from '@fairdue/service';

/** The gateway has no store and no bus: of the common variables it reads only these. */
export const gatewayConfig = commonConfig
  .pick({
    HOST: true,
    PORT: true,
    LOG_LEVEL: true,
    SANDBOX: true,
    DRAIN_MS: true,
    INTERNAL_SIGNING_KEY: true,
    INTERNAL_TRUSTED_KEYS: true,
    CREDITOR_URL: true,
    RECOVER_URL: true,
    COMPLIANCE_GUARD_URL: true,
    COMMUNICATOR_URL: true,
    CAMPAIGN_URL: true,
  })
  .extend({
    RATE_LIMIT_PER_MINUTE: wholeNumber(1, 10_000_000)
      .default(600)
      .describe('Requests a minute that one API key may make.'),
    BODY_BYTES_MAX: wholeNumber(1_024, 1_073_741_824)
      .default(10_485_760)
      .describe('Largest body that is taken (bytes).'),
    UPSTREAM_TIMEOUT_MS: wholeNumber(10_000, 300_000)
      .default(30_000)
      .describe('How long a service may take to begin its answer (ms). An opt-out may need 10 s.'),
    UPSTREAM_CONNECTIONS_MAX: wholeNumber(1, 4_096).default(128).describe('Connections to each service.'),
    CREDENTIAL_CACHE_MS: wholeNumber(0, 2_000)
      .default(2_000)
      .describe('How long a checked credential is remembered (ms). A revoked key works no longer than this.'),
    CLOCK_MOVE_MS: wholeNumber(100, 300_000)
      .default(20_000)
      .describe('How long one request moves the sandbox clock before it answers how far it came (ms).'),
  });
export type GatewayConfig = z.output<typeof gatewayConfig>;
