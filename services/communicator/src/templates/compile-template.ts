import nunjucks from 'nunjucks';
import { Refused } from '@fairdue/refused';
import { parseTemplate, variablesOf } from './template-syntax.ts';

export type TemplateContext = Readonly<Record<string, unknown>>;

/** What a template reads, by its dotted name; `[]` stands for each of a list. */
export type Variable = { readonly name: string; readonly path: readonly string[] };

export type CompiledTemplate = {
  readonly variables: readonly Variable[];
  render(context: TemplateContext): string;
};

const outputCharsMax = 1024 * 1024;
/** Rounds of all loops together, times the length of the source: what a loop can print at most, roughly. */
const loopCharsMax = 8 * 1024 * 1024;

type Budget = { sourceChars: number; loopChars: number };
let budget: Budget = { sourceChars: 0, loopChars: 0 };

/**
 * nunjucks shares one runtime among all its environments, so hardening it hardens every use in this process:
 * a member is an own property and never a function, and a loop pays for its rounds. Rendering is synchronous,
 * so the budget of the render under way is the only one there is.
 */
const runtime = (nunjucks as unknown as { runtime: Record<string, unknown> }).runtime;
runtime['memberLookup'] = (target: unknown, member: string): unknown => {
  if (target === null || typeof target !== 'object' || !Object.hasOwn(target, member)) return undefined;
  const value = (target as Record<string, unknown>)[member];
  return typeof value === 'function' ? undefined : value;
};
runtime['fromIterator'] = (value: unknown): unknown => {
  const rounds = Array.isArray(value) ? value.length : typeof value === 'object' && value !== null ? Infinity : 0;
  budget.loopChars += rounds * budget.sourceChars;
  if (budget.loopChars > loopCharsMax) throw new Error('The template loops too often.');
  return value;
};

const { markSafe } = runtime as { markSafe(value: unknown): unknown };

/** Clean HTML, which a page prints as it is. */
export const asMarkup = (html: unknown): unknown => (typeof html === 'string' ? markSafe(html) : html);

const environment = (autoescape: boolean): nunjucks.Environment => {
  const made = new nunjucks.Environment(null, { autoescape, throwOnUndefined: true });
  (made as unknown as { globals: object }).globals = Object.create(null) as object;
  return made;
};
const environments = { html: environment(true), text: environment(false) };

/** Parses, checks and compiles a source once: `html` escapes every value it prints, `text` prints them as they are. A source that may not run is refused here, not when it is sent. */
export function compileTemplate(source: string, kind: 'html' | 'text'): CompiledTemplate {
  const variables = variablesOf(parseTemplate(source)).map((name) => ({
    name,
    path: name.replaceAll('[]', '.[]').split('.'),
  }));
  const template = new nunjucks.Template(source, environments[kind], undefined, true);
  return {
    variables,
    render(context) {
      budget = { sourceChars: source.length, loopChars: 0 };
      const output = run(template, context);
      if (output.length > outputCharsMax)
        throw new Refused('malformed', 'template-failed', 'The message is too large.');
      return output;
    },
  };
}

function run(template: nunjucks.Template, context: TemplateContext): string {
  try {
    return template.render(context);
  } catch (error) {
    throw new Refused('malformed', 'template-failed', error instanceof Error ? error.message : 'The template failed.');
  }
}

/** A notice with a blank amount can be unlawful: whatever a template reads has to be there, and all that is not is named at once. */
export function refuseMissing(names: readonly string[]): void {
  if (names.length === 0) return;
  const missing = [...new Set(names)].sort().join(', ');
  throw new Refused('malformed', 'missing-context-variables', 'Context is incomplete', [
    { path: 'context', problem: missing },
  ]);
}

/** The names of what the context does not have. */
export const missingFrom = (variables: readonly Variable[], context: TemplateContext): string[] =>
  variables.filter(({ path }) => !isThere(context, path, 0)).map(({ name }) => name);

/** Of a list, each has to have it. A list that is not there is named itself, not what each of it would have. */
function isThere(value: unknown, path: readonly string[], at: number): boolean {
  const member = path[at];
  if (member === undefined) return value !== undefined;
  if (member === '[]') return !Array.isArray(value) || value.every((each) => isThere(each, path, at + 1));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) return path.includes('[]', at);
  return isThere((value as Record<string, unknown>)[member], path, at + 1);
}
