import { z } from 'zod';
import { commonConfig, serviceNames } from '@fairdue/service';

type Property = { description?: string; default?: unknown };

const row = (name: string, { description = '', default: value }: Property, required: boolean): string => {
  const otherwise = value !== undefined && value !== '' ? `\`${String(value)}\`` : required ? 'required' : '–';
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

/** docs/configuration.md: every variable, from the schemas that read them. */
export async function configurationPage(): Promise<string> {
  const parts = [
    '# Configuration',
    'Every process reads its environment once, at the start, and reports every fault together. An empty variable counts as absent. Written from the schemas by `npm run generate`.',
    '## Every process',
    table(commonConfig),
  ];
  for (const name of serviceNames) {
    const { config } = (await import(`../../services/${name}/src/config.ts`)) as { config: z.ZodObject };
    if (Object.keys(config.shape).length === 0) continue;
    parts.push(`## ${name}`, table(config));
  }
  return `${parts.join('\n\n')}\n`;
}
