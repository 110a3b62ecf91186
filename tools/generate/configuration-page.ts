import { z } from 'zod';
import { commonConfig, serviceNames } from '@fairdue/service';

type Property = { description?: string; default?: unknown };

const row = (name: string, { description = '', default: value }: Property, required: boolean): string => {
  const otherwise =
    value !== undefined && value !== ''
      ? `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``
      : required
        ? 'required'
        : '–';
  return `| \`${name}\` | ${otherwise} | ${description.replaceAll('|', '\\|')} |`;
};

function table(schema: z.ZodObject): string {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Property>;
    required?: string[];
  };
  const rows = Object.entries(properties).map(([name, property]) => row(name, property, required.includes(name)));
  return ['| variable | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

const inNode = (text: string): string => `node -p '${text}'`;
const bytes = (encoding: string): string => inNode(`crypto.randomBytes(32).toString("${encoding}")`);

const secrets = `## Secrets

\`npm start\` and \`npm run demo\` make their own and keep them in \`secrets.json\` of the data folder. Elsewhere they are made once and
kept safe. \`npm run secrets\` writes all of them to \`.env\`, from which \`docker compose\` reads them, with the providers' addresses.

| variable | made by |
| --- | --- |
| \`INTERNAL_SIGNING_KEY\`, \`EVIDENCE_SIGNING_KEY\` | \`${inNode('crypto.generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).toString("base64")')}\` |
| \`ADDRESS_HASH_KEY\`, \`CALLBACK_SECRET\` | \`${bytes('hex')}\` |
| \`SSN_KEYS\`, \`CONTENT_KEYS\`, \`WEBHOOK_KEYS\` | \`${inNode('"first:" + crypto.randomBytes(32).toString("base64")')}\` |
| \`SSN_INDEX_KEY\` | \`${bytes('base64')}\` |
| \`BOOTSTRAP_API_KEY\` | \`${bytes('base64url')}\` |`;

/** docs/configuration.md: every variable, from the schemas that read them. */
export async function configurationPage(): Promise<string> {
  const parts = [
    '# Configuration',
    'Every process reads its environment once, at the start, and reports every fault together. An empty variable counts as absent. Instead of any variable `NAME`, `NAME_FILE` may name a file that holds its value, as orchestrators mount secrets. Written from the schemas by `npm run generate`.',
    '`npm start` reads them too, with defaults for one machine: `SANDBOX=true`, `RATE_LIMIT_PER_MINUTE=100000`, `TOPIC_PARTITIONS=1`, `DRAIN_MS=0`. Its port and data folder are its options `--port` and `--data`; secrets and the services’ addresses it makes itself. `npm run demo` reads none.',
    '## Every process',
    table(commonConfig),
  ];
  for (const name of serviceNames) {
    const exported = Object.values((await import(`../../services/${name}/src/config.ts`)) as object);
    const config = exported.find((each) => each instanceof z.ZodObject);
    const own = Object.fromEntries(Object.entries(config?.shape ?? {}).filter(([key]) => !(key in commonConfig.shape)));
    if (Object.keys(own).length > 0) parts.push(`## ${name}`, table(z.object(own)));
  }
  parts.push(secrets);
  return `${parts.join('\n\n')}\n`;
}
