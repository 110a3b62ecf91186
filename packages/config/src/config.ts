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

/** Reads the environment once. An empty variable counts as absent, as compose files write them. The result is frozen. */
export function loadConfig<S extends z.ZodObject>(schema: S, environment: Environment): Readonly<z.output<S>> {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(present, { error: ({ input }) => (input === undefined ? 'is needed' : undefined) });
  if (parsed.success) return Object.freeze(parsed.data) as Readonly<z.output<S>>;
  throw new ConfigurationFault(
    parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'environment'}: ${message}`),
  );
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

/** `true` or `false`, nothing else: `yes` must not silently mean no. */
export const flag = () => z.enum(['true', 'false']).transform((text) => text === 'true');
