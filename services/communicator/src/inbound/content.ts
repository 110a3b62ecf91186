import { z } from 'zod';
import { Channel } from '@fairdue/contracts';
import { textOfHtml } from '../templates/text-of-html.ts';

const text = z.string().nullish();
const oneOrMany = z.union([z.string(), z.array(z.string())]).nullish();
const ids = z.array(z.string()).max(100).nullish();
const onPaper = z.looseObject({ documentIds: ids, receivedAt: text, trackingNumber: text, summary: text });
const Said = z.looseObject({ at: text, author: text, body: text });

/** 6.3: what a message of each channel holds. What it holds besides is kept as it came. */
const shapes = {
  email: z.looseObject({
    from: text, to: oneOrMany, cc: oneOrMany, subjectLine: text, contentText: text, contentHtml: text, attachments: ids,
    messageId: text, inReplyTo: text, body: text,
  }), // prettier-ignore
  text: z.looseObject({ from: text, to: text, body: text, media: ids, providerMessageId: text }),
  chat: z.looseObject({ sessionId: text, messages: z.array(Said).max(1_000).nullish() }),
  voice: z.looseObject({
    from: text, to: text, isAutodialed: z.boolean().nullish(), isPrerecorded: z.boolean().nullish(),
    durationSeconds: z.number().nonnegative().nullish(), recordingDocumentId: text, transcriptDocumentId: text,
  }), // prettier-ignore
  fax: onPaper,
  mail: onPaper,
  document: onPaper,
  gui: z.looseObject({ page: text, action: text, formData: z.record(z.string(), z.unknown()).nullish() }),
} as const satisfies Record<Channel, z.ZodType>;

export type Content = Record<string, unknown>;

/** What does not fit the channel, by its path within the content. */
export function contentFaults(channel: Channel, content: Content): { path: PropertyKey[]; message: string }[] {
  const { error } = shapes[channel].safeParse(content);
  return (error?.issues ?? []).map(({ path, message }) => ({ path: ['content', ...path], message }));
}

const own = (content: Content, key: string): string => {
  const value = content[key];
  return typeof value === 'string' ? value : '';
};

const ours = new Set(['agent', 'system', 'bot', 'company', 'lender']);

const answers = /^\s*(re|fwd?|rv|aw)\s*:/i;

/** A subject line of their own. That of an answer holds our words. */
const headline = (content: Content): string => {
  const line = own(content, 'subjectLine');
  return answers.test(line) ? '' : line;
};

/** An email that says nothing, or as much, in its subject line: as those do that a mail program writes to unsubscribe. */
const withHeadline = (content: Content, text: string): string => {
  const line = headline(content);
  return text.trim() === '' || /^\s*unsubscribe\s*$/i.test(line) ? `${line}\n${text}` : `${text}\n\n${line}`;
};

/** What the sender wrote: the words that may hold a wish. Empty where a channel carries none. */
export function wordsOf(channel: Channel, content: Content | null | undefined): string {
  if (!content) return '';
  switch (channel) {
    case 'text':
      return own(content, 'body');
    case 'email':
      return withHeadline(
        content,
        own(content, 'contentText') || textOfHtml(own(content, 'contentHtml')) || own(content, 'body'),
      );
    case 'chat':
      return z
        .array(Said)
        .catch([])
        .parse(content['messages'] ?? [])
        .filter(({ author }) => !ours.has((author ?? '').toLowerCase()))
        .map(({ body }) => body ?? '')
        .join('\n');
    case 'mail':
    case 'fax':
      return own(content, 'summary');
    case 'voice':
    case 'gui':
    case 'document':
      return '';
  }
}
