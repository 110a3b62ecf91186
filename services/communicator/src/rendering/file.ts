import type { Channel } from '@fairdue/contracts';
import type { CommunicatorDeps } from '../config.ts';
import { chooseContact } from '../dispatch/choose-contact.ts';
import { letterFrame } from './letter/letter-frame.ts';
import type { LetterFrame } from './letter/pdf-of-page.ts';
import { pageOf, printPage } from './print-page.ts';
import type { RenderedRequest } from './render-request.ts';
import type { Format } from './render.wire.ts';

export type File = { contentType: string; bytes: Buffer };

export const contentTypes = {
  text: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
} as const satisfies Record<Format, string>;

type Deps = Pick<CommunicatorDeps, 'db' | 'now'>;

/** A message as a file (4.3): what its template has no words for is made from what it has. */
export async function fileOf(deps: Deps, rendered: RenderedRequest, channel: Channel, format: Format): Promise<File> {
  const contentType = contentTypes[format];
  if (format === 'text') return { contentType, bytes: Buffer.from(rendered.text) };
  if (format === 'html') return { contentType, bytes: Buffer.from(pageOf(rendered)) };
  const now = deps.now();
  const frame = channel === 'mail' ? frameOf(rendered, now) : undefined;
  const title = rendered.subjectLine ?? rendered.descriptor.subject;
  return { contentType, bytes: await printPage(deps, rendered, { title, createdAt: now, frame }) };
}

function frameOf({ creditor, person, language }: RenderedRequest, at: Date): LetterFrame {
  return letterFrame({ creditor, name: person.name, address: chooseContact(person.contacts, 'mail'), language, at });
}
