import { z } from 'zod';
import { flag, pemFile, port, wholeNumber } from '@fairdue/config';

export const serviceNames = ['gateway', 'creditor', 'recover', 'compliance-guard', 'communicator', 'campaign'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Those that keep a database and read topics. */
export const storingServices = serviceNames.filter((name) => name !== 'gateway');

const url = () => z.url({ protocol: /^https?$/ });

/** What every process reads, beside the variables of its own service. */
export const commonConfig = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('`production` refuses the embedded engines and the sandbox.'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
  PORT: port().default(8080).describe('Port to listen on; 0 takes a free one.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
    .default('info')
    .describe('Lowest level that is written.'),
  MONGODB_URL: z
    .string()
    .startsWith('mongodb')
    .optional()
    .describe('Replica set of the real engines. Goes with KAFKA_BROKERS.'),
  KAFKA_BROKERS: z.string().optional().describe('Comma-separated brokers of the real engines. Goes with MONGODB_URL.'),
  MONGODB_USERNAME: z.string().optional().describe('Who signs in to MongoDB, unless MONGODB_URL says so.'),
  MONGODB_PASSWORD: z.string().optional().describe('Goes with MONGODB_USERNAME.'),
  MONGODB_TLS_CA_FILE: pemFile('certificates')
    .optional()
    .describe('Certificates (PEM) of those who may vouch for MongoDB. Turns TLS on, as tls=true in MONGODB_URL does.'),
  MONGODB_TLS_KEY_FILE: pemFile('certificate and key')
    .optional()
    .describe('Our own certificate and its key (PEM, one file), where MongoDB asks for one.'),
  KAFKA_TLS: flag().prefault('false').describe('Speak TLS with the brokers.'),
  KAFKA_TLS_CA_FILE: pemFile('certificates')
    .optional()
    .describe('Certificates (PEM) of those who may vouch for the brokers; by default those that Node knows.'),
  KAFKA_TLS_CERT_FILE: pemFile('certificates')
    .optional()
    .describe('Our own certificate (PEM), where brokers ask for one. Goes with KAFKA_TLS_KEY_FILE.'),
  KAFKA_TLS_KEY_FILE: pemFile('key').optional().describe('Key (PEM) of KAFKA_TLS_CERT_FILE.'),
  KAFKA_SASL_MECHANISM: z
    .enum(['plain', 'scram-sha-256', 'scram-sha-512'])
    .optional()
    .describe('How we sign in to the brokers. `plain` only with KAFKA_TLS=true.'),
  KAFKA_SASL_USERNAME: z.string().optional().describe('Goes with KAFKA_SASL_MECHANISM.'),
  KAFKA_SASL_PASSWORD: z.string().optional().describe('Goes with KAFKA_SASL_MECHANISM.'),
  DATABASE_PREFIX: z
    .string()
    .regex(/^[a-z0-9_]{0,40}$/)
    .default('fairdue_')
    .describe('Put before each service’s database name.'),
  TOPIC_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._-]{0,40}$/)
    .default('')
    .describe('Put before each topic and consumer group.'),
  TOPIC_PARTITIONS: wholeNumber(1, 1_000)
    .default(6)
    .describe('Partitions of a new topic. Fixed once a topic exists: production wants 48.'),
  KAFKA_SESSION_MS: wholeNumber(6_000, 300_000)
    .default(20_000)
    .describe('How long Kafka waits for a silent consumer before others get its partitions (ms).'),
  TIMER_LEASE_MS: wholeNumber(5_000, 120_000)
    .default(15_000)
    .describe('How long the timers of a process that died wait for it before another process works on them (ms).'),
  CREATE_TOPICS: flag()
    .prefault('true')
    .describe('Create missing topics at start. Off in production: `npm run topics` does it.'),
  RUN_MIGRATIONS: flag()
    .prefault('true')
    .describe('Make missing indexes and run migrations at start. Off in production: `npm run migrate` does it.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .union([z.literal(''), url()])
    .default('')
    .describe('Base address of an OTLP/HTTP receiver, to which traces go. Empty: no traces leave.'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe(
      'Share of the traces beginning here that are kept (0 to 1). A trace that came from elsewhere is kept if it was there.',
    ),
  DATA_DIR: z
    .string()
    .default('./.fairdue')
    .describe('Folder for what the sandbox writes and the embedded store keeps.'),
  SANDBOX: flag().prefault('false').describe('Providers are sandboxes and business time may be moved.'),
  DRAIN_MS: wholeNumber(0, 20_000)
    .default(500)
    .describe('After SIGTERM, how long requests are still taken while load balancers look away (ms).'),
  INTERNAL_SIGNING_KEY: z
    .string()
    .describe('Private Ed25519 key (PKCS#8 DER, base64) with which this process signs calls to others.'),
  INTERNAL_TRUSTED_KEYS: z
    .string()
    .default('')
    .describe('Public Ed25519 keys (SPKI DER, base64, commas between) that are believed besides our own.'),
  GATEWAY_URL: url().default('http://127.0.0.1:8080').describe('Where the gateway listens.'),
  CREDITOR_URL: url().default('http://127.0.0.1:8081').describe('Where the creditor service listens.'),
  RECOVER_URL: url().default('http://127.0.0.1:8082').describe('Where the recover service listens.'),
  COMPLIANCE_GUARD_URL: url().default('http://127.0.0.1:8083').describe('Where the compliance guard listens.'),
  COMMUNICATOR_URL: url().default('http://127.0.0.1:8084').describe('Where the communicator listens.'),
  CAMPAIGN_URL: url().default('http://127.0.0.1:8085').describe('Where the campaign service listens.'),
});
export type CommonConfig = z.output<typeof commonConfig>;

export const urlOf = (config: CommonConfig, service: ServiceName): string =>
  ({
    gateway: config.GATEWAY_URL,
    creditor: config.CREDITOR_URL,
    recover: config.RECOVER_URL,
    'compliance-guard': config.COMPLIANCE_GUARD_URL,
    communicator: config.COMMUNICATOR_URL,
    campaign: config.CAMPAIGN_URL,
  })[service];
