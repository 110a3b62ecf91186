import type { Channel } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import {
  missingFrom,
  refuseMissing,
  type CompiledTemplate,
  type TemplateContext,
  type Variable,
} from './compile-template.ts';
import { textOfHtml } from './text-of-html.ts';

export type Parts = {
  subjectLine: CompiledTemplate | undefined;
  text: CompiledTemplate | undefined;
  html: CompiledTemplate | undefined;
};

/** What is read. `html` and `subjectLine` are null where the channel, or the template, has none. */
export type Words = { subjectLine: string | null; text: string; html: string | null };

const textCharsMax = 1_600;
const subjectLineCharsMax = 998;

const pageChannels: readonly Channel[] = ['email', 'mail', 'document', 'gui', 'fax'];

/** What a channel does not use is ignored, also where it could not be rendered (3.2). */
const usedBy = (channel: Channel, { subjectLine, text, html }: Parts): Parts => ({
  subjectLine: channel === 'email' ? subjectLine : undefined,
  text,
  html: pageChannels.includes(channel) ? html : undefined,
});

const needed = new WeakMap<Parts, Map<Channel, readonly Variable[]>>();

/** Each variable of the parts that a channel uses, once: they have most of them in common. */
function neededBy(parts: Parts, channel: Channel): readonly Variable[] {
  const byChannel = needed.get(parts) ?? new Map<Channel, readonly Variable[]>();
  needed.set(parts, byChannel);
  const known = byChannel.get(channel);
  if (known) return known;
  const all = Object.values(usedBy(channel, parts)).flatMap((part) => part?.variables ?? []);
  const each = [...new Map(all.map((variable) => [variable.name, variable])).values()];
  byChannel.set(channel, each);
  return each;
}

/** Writes every part that the channel uses, once all of them have what they need. */
export function writeWords(parts: Parts, channel: Channel, context: TemplateContext): Words {
  refuseMissing(missingFrom(neededBy(parts, channel), context));
  const { subjectLine, text, html } = usedBy(channel, parts);
  const page = html?.render(context) ?? null;
  return {
    subjectLine: subjectLine === undefined ? null : oneLine(subjectLine.render(context)),
    text: fitting(text?.render(context) ?? textOfHtml(page ?? ''), channel),
    html: page,
  };
}

export function fitting(text: string, channel: Channel): string {
  if (channel === 'text' && text.length > textCharsMax && [...text].length > textCharsMax)
    throw new Refused('malformed', 'message-too-long', `A text message has at most ${textCharsMax} characters.`);
  return text;
}

/** White space that is not one space, and what does not print. */
const unusual = /\s{2,}|[^\S ]|[\s\p{Cc}]*\p{Cc}[\s\p{Cc}]*/gu;

/** A header of a mail: no line end or other control character passes, nor more than the line limit. */
export const oneLine = (line: string): string => line.replaceAll(unusual, ' ').trim().slice(0, subjectLineCharsMax);
