import { z } from 'zod';
import { ConfigurationFault, loadConfig, type Environment } from '@fairdue/config';
import { accessFaults, chooseEngines, commonConfig, serviceNames, type ServiceName } from '@fairdue/service';
import { newSecrets } from '../platform/installation.ts';

/** What a process reads that no schema of ours names: Node and OpenTelemetry read it themselves. */
const readByOthers = /^(NODE_OPTIONS|OTEL_[A-Z_]+)$/;

const schemas = new Map<ServiceName, z.ZodObject>();

async function schemaOf(service: ServiceName): Promise<z.ZodObject> {
  const known = schemas.get(service);
  if (known) return known;
  const exported = Object.values((await import(`../../services/${service}/src/config.ts`)) as object);
  const own = exported.find((each) => each instanceof z.ZodObject);
  const schema = own && 'HOST' in own.shape ? own : commonConfig.extend(own?.shape ?? {});
  schemas.set(service, schema);
  return schema;
}

const isService = (name: string): name is ServiceName => (serviceNames as readonly string[]).includes(name);

/** Would the process start with this environment? Every variable is one that somebody reads, and it parses with the rest. */
export async function environmentFaults(
  service: string,
  environment: Environment,
  contentOf: (path: string) => string | undefined = () => undefined,
): Promise<string[]> {
  const schema = isService(service) ? await schemaOf(service) : commonConfig;
  const names = new Set([...Object.keys(commonConfig.shape), ...Object.keys(schema.shape)]);
  const unknown = Object.keys(environment)
    .filter((name) => !names.has(name) && !names.has(name.replace(/_FILE$/, '')) && !readByOthers.test(name))
    .map((name) => `${service}: nothing reads ${name}; docs/configuration.md lists what is read`);
  try {
    const read = withContents(environment, contentOf);
    const config = loadConfig(schema as typeof commonConfig, read, accessFaults);
    if (service !== 'gateway') chooseEngines(config);
    return unknown;
  } catch (error) {
    if (!(error instanceof ConfigurationFault)) throw error;
    return [...unknown, ...error.faults.map((fault) => `${service}: ${fault}`)];
  }
}

/** Mounted files are not here: what they would hold is put in their place. Certificates are left out, as nobody made any. */
function withContents(environment: Environment, contentOf: (path: string) => string | undefined): Environment {
  const read = Object.entries(environment).flatMap(([name, value]) => {
    if (!name.endsWith('_FILE') || value === undefined) return [[name, value] as const];
    const content = contentOf(value);
    return content === undefined ? [] : [[name.replace(/_FILE$/, ''), content] as const];
  });
  return Object.fromEntries(read);
}

/** An operator's own words, where a manifest leaves them to the operator. */
export const anOperators = (): Record<string, string> => ({
  ...newSecrets(),
  BOOTSTRAP_API_KEY: 'a-key-of-the-operator-of-24',
  GRAFANA_PASSWORD: 'a-password',
  PUBLIC_URL: 'https://pay.example.com',
  SMTP_URL: 'smtps://mail.example.com',
  TEXT_PROVIDER_URL: 'https://text.example.com',
  LETTER_PROVIDER_URL: 'https://letters.example.com',
  DIALER_PROVIDER_URL: 'https://dialer.example.com',
});
