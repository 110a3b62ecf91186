import type { Channel } from '@fairdue/contracts';
import { Refused } from '@fairdue/refused';
import { refuseMissing, type CompiledTemplate, type TemplateContext } from './compile-template.ts';
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

/** Writes every part that the channel uses, once all of them have what they need. */
export function writeWords(parts: Parts, channel: Channel, context: TemplateContext): Words {
  const { subjectLine, text, html } = usedBy(channel, parts);
  refuseMissing([subjectLine, text, html].flatMap((part) => part?.missingFrom(context) ?? []));
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

/** A header of a mail: no line end or other control character passes, nor more than the line limit. */
export const oneLine = (line: string): string =>
  line
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, subjectLineCharsMax);
