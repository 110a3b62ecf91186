import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { z } from 'zod';

export type Environment = Record<string, string | undefined>;

/** The environment of this process: the one place that looks at it. */
export const processEnvironment = (): Environment => process.env;

/** Every fault of a configuration at once: an operator should not have to start six times to learn of six. */
export class ConfigurationFault extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${faults.map((f) => `  - ${f}`).join('\n')}`,
    );
    this.name = 'ConfigurationFault';
    this.faults = faults;
  }
}

/** What variables forbid of each other, in words that name them. It sees what was given of those that the schema reads, well formed or not. */
export type Between = (given: Environment) => string[];

/**
 * Reads the environment once. An empty variable counts as absent, as compose files write them. `NAME_FILE` names a file
 * that holds NAME, as secrets are mounted; its last line end is not part of it. The result is frozen.
 */
export function loadConfig<S extends z.ZodObject>(
  schema: S,
  environment: Environment,
  between: Between = () => [],
): Readonly<z.output<S>> {
  const { given, faults } = withFiles(Object.keys(schema.shape), environment);
  const read = Object.fromEntries(Object.entries(given).filter(([name]) => name in schema.shape));
  const unread = new Set(faults.map(([name]) => name));
  const parsed = schema.safeParse(given, { error: ({ input }) => (input === undefined ? 'is needed' : undefined) });
  const issues = (parsed.error?.issues ?? [])
    .map(({ path, message }) => [path.join('.') || 'environment', message] as const)
    .filter(([name]) => !unread.has(name));
  const all = [...[...faults, ...issues].map(([name, message]) => `${name}: ${message}`), ...between(read)];
  if (all.length > 0 || !parsed.success) throw new ConfigurationFault(all);
  return Object.freeze(parsed.data) as Readonly<z.output<S>>;
}

/** What is set, with what lies in files in its place. A variable that ends in _FILE by its own name is one like any other. */
function withFiles(names: readonly string[], environment: Environment) {
  const given: Environment = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const faults: (readonly [string, string])[] = [];
  for (const name of names) {
    const file = given[`${name}_FILE`];
    if (file === undefined || names.includes(`${name}_FILE`)) continue;
    if (given[name] !== undefined) faults.push([name, `is given twice, also by ${name}_FILE`]);
    else
      try {
        const text = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
        if (text === '') faults.push([name, `the file of ${name}_FILE is empty`]);
        else given[name] = text;
      } catch (error) {
        faults.push([name, `the file of ${name}_FILE cannot be read (${(error as NodeJS.ErrnoException).code})`]);
      }
  }
  return { given, faults };
}

/** A whole number from a variable, within bounds. The unit belongs into the variable's name. */
export const wholeNumber = (lowest: number, highest: number) => z.coerce.number().int().min(lowest).max(highest);

export const port = () => wholeNumber(0, 65_535);

const aesKeyBytes = 32;
const keyList = /^[\w-]{1,40}:[^,:]+(,[\w-]{1,40}:[^,:]+)*$/;
const keysIn = (text: string) =>
  text.split(',').map((entry) => {
    const [id = '', secret = ''] = entry.split(':');
    return { id, key: Buffer.from(secret, 'base64') };
  });

/** AES-256 keys with their ids, as `id:base64`, comma-separated. */
export const aesKeys = () =>
  z
    .string()
    .regex(keyList, 'must be id:key, comma-separated')
    .refine(
      (text) => keysIn(text).every(({ key }) => key.length === aesKeyBytes),
      'every key must be 32 bytes in base64',
    )
    .transform(keysIn);

/** The path of a PEM file that is there and holds what it should. Drivers read it by themselves. */
export const pemFile = (holds: 'certificates' | 'key' | 'certificate and key') =>
  z.string().superRefine((path, { addIssue }) => {
    const fault = pemFault(path, holds);
    if (fault !== undefined) addIssue({ code: 'custom', message: fault });
  });

function pemFault(path: string, holds: string): string | undefined {
  try {
    const pem = readFileSync(path, 'utf8');
    const hasCertificate = pem.includes('-----BEGIN CERTIFICATE-----');
    const hasKey = /-----BEGIN (\w+ )?PRIVATE KEY-----/.test(pem);
    if ((holds.startsWith('certificate') && !hasCertificate) || (holds.endsWith('key') && !hasKey))
      return `the file holds no ${holds} in PEM form`;
    createSecureContext({ ...(hasCertificate && { ca: pem, cert: pem }), ...(hasKey && { key: pem }) });
    return undefined;
  } catch (error) {
    const { code = 'no reason given' } = error as NodeJS.ErrnoException;
    return code.startsWith('ERR_') ? `the file is no usable PEM (${code})` : `the file cannot be read (${code})`;
  }
}

/** `true` or `false`, nothing else: `yes` must not silently mean no. */
export const flag = () => z.enum(['true', 'false']).transform((text) => text === 'true');
