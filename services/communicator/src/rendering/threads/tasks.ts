import type { Channel } from '@fairdue/contracts';
import { Refused, type Fault, type RefusedKind } from '@fairdue/refused';
import { compileParts } from '../../templates/compile-parts.ts';
import { asMarkup, type TemplateContext } from '../../templates/compile-template.ts';
import type { SomeSources, Sources } from '../../templates/stored/version.ts';
import { textOfHtml } from '../../templates/text-of-html.ts';
import { cleanHtml } from '../clean-html.ts';
import { pdfOfPage } from '../letter/pdf-of-page.ts';
import { syntaxFaults } from '../../templates/syntax-faults.ts';
import { writeWords, type Parts, type Words } from '../../templates/write-words.ts';

/** What a thread is asked. `lasting` comes once for each key. */
export type Job = { name: TaskName; input: unknown; key?: string | undefined; lasting?: unknown };
export type Answer =
  | { value: unknown }
  | { refused: { kind: RefusedKind; code: string; message: string; faults: readonly Fault[] } }
  | { failed: string }
  /** It was given that once and has let it go since. */
  | { lacks: string };

const compiled = new WeakMap<object, Parts>();

type Writing = { channel: Channel; context: TemplateContext; markup: readonly string[] };

/** The words of a template that somebody else wrote. Whatever goes wrong in it is its author's. */
function write({ channel, context, markup }: Writing, sources: unknown): Words {
  try {
    const parts = compiled.get(sources as Sources) ?? compileParts(sources as Sources);
    compiled.set(sources as Sources, parts);
    const marked = Object.fromEntries(markup.map((name) => [name, asMarkup(context[name])]));
    return writeWords(parts, channel, { ...context, ...marked });
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused('malformed', 'template-failed', error instanceof Error ? error.message : 'The template failed.');
  }
}

const check = ({ sources, at }: { sources: SomeSources; at: string }): Fault[] => syntaxFaults(sources, at);

/** All that a thread can do: its input, and what of it lasts. */
export const tasks = { write, check, clean: cleanHtml, read: textOfHtml, print: pdfOfPage };
export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
