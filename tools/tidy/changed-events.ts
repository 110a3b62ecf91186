import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Schema = { [key: string]: unknown };
/** The data of each event by its type, as a release published it. */
type Released = Record<string, Schema>;

const folder = 'docs/events/released';
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What tells a reader nothing about which values there can be. */
const unsaid = new Set(['description', 'title', 'examples', '$schema']);
const shown = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) =>
    unsaid.has(key)
      ? undefined
      : isSchema(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
  );

/**
 * How a schema differs from the one released, other than by an added optional field: what it said before stays readable by
 * readers of now, and what it says now by readers of before. Empty: not at all.
 */
export function differences(before: unknown, after: unknown, at = ''): string[] {
  if (!isSchema(before) || !isSchema(after)) return shown(before) === shown(after) ? [] : [at];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !unsaid.has(key)).flatMap((key) => {
    const [was, is] = [before[key], after[key]];
    const here = `${at}/${key}`;
    if (key === 'properties' && isSchema(was) && isSchema(is))
      return Object.keys(was).flatMap((name) => (name in is ? differences(was[name], is[name], `${at}/${name}`) : [`${at}/${name}`]));
    if (key === 'required' && Array.isArray(was) && Array.isArray(is))
      return was.length === is.length && was.every((name) => is.includes(name)) ? [] : [here];
    if (Array.isArray(was) && Array.isArray(is) && was.length === is.length && was.some(isSchema))
      return was.flatMap((one, i) => differences(one, is[i], `${here}/${i}`));
    return differences(was, is, here);
  });
} // prettier-ignore

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The schema of an event’s data, as it is published today. */
function schemaOf(type: string): unknown {
  const path = `docs/events/${type.replaceAll('.', '-')}.schema.json`;
  if (!existsSync(path)) return undefined;
  return (readJson(path) as { properties: { data: Schema } }).properties.data;
}

/** An event that was released says the same for ever, and at most something more: anything else is a new version of it. */
export function changedEvents(): string[] {
  return readdirSync(folder).flatMap((file) =>
    Object.entries(readJson(join(folder, file)) as Released).flatMap(([type, before]) => {
      const after = schemaOf(type);
      if (after === undefined) return [`${type}: was released with ${file}; readers of old facts need its schema`];
      return differences(before, after).map((at) => `${type}: ${at} is not what ${file} released; only optional fields may be added, anything else is a new version`);
    }),
  );
} // prettier-ignore
