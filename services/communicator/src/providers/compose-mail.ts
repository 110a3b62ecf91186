import { sha256 } from '@fairdue/contracts';
import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import { Refused } from '@fairdue/refused';
import type { DkimKey } from './provider-config.ts';
import type { Message } from './provider.ts';

/** What came from people and systems, in one line: a line break would begin a header of its own. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** One mailbox and nothing else, before it goes into a header or a command. */
const mailbox = /^[^\s\p{Cc}<>()[\]\\,;:"@]+@[^\s\p{Cc}<>()[\]\\,;:"@]+$/u;
export function requireMailbox(address: string): string {
  if (mailbox.test(address) && address.length <= 254) return address;
  throw new Refused('rule', 'mail-address-invalid', 'That is no address that mail can be sent to.');
}

/** As a file is called in a header: one line, no way into another folder, nothing that turns the end of the name around. */
const fileName = (name: string): string =>
  oneLine(name)
    .replaceAll(/[\p{Cf}/\\"]/gu, '')
    .replace(/^\.+/, '')
    .slice(0, 255) || 'attachment';

/** A part of a message is never read as a message or as parts of its own. */
const mediaType = (type: string): string => (/^(message|multipart)\//i.test(type) ? 'application/octet-stream' : type);

/** The same for the same message, so that it can be made again byte for byte; a boundary has 70 letters at most (RFC 2046). */
const boundaryOf = (key: string): string => sha256(key).slice(0, 32);

export const domainOf = (address: string): string => address.split('@').at(-1) ?? '';

/** Signs for the sender’s domain, or for one above it. */
const keyFor = (keys: readonly DkimKey[], domain: string): DkimKey | undefined =>
  keys.find((key) => key.domain === domain) ?? keys.find((key) => domain.endsWith(`.${key.domain}`));

/** RFC 8058 4: what offers one click is signed, which the library leaves out of its own list. */
const signedHeaders =
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:In-Reply-To:References:List-Unsubscribe:List-Unsubscribe-Post';

/** The message as it goes over the wire, byte for byte, signed where there is a key of the sender’s domain. */
export async function composeMail(message: Message, keys: readonly DkimKey[]): Promise<Buffer> {
  const { key, at, contact, sender, personName, rendered, attachments = [], mailHeaders = {} } = message;
  const from = requireMailbox(sender.email);
  const domain = domainOf(from);
  const bytes = await new MailComposer({
    messageId: `<${key}@${domain}>`,
    date: at,
    from: { name: oneLine(sender.companyName), address: from },
    to: { name: oneLine(personName), address: requireMailbox(contact.value ?? '') },
    subject: oneLine(rendered.subjectLine ?? ''),
    text: rendered.text,
    ...(rendered.html !== null && { html: rendered.html }),
    headers: Object.entries(mailHeaders).map(([name, value]) => ({ key: name, value: oneLine(value) })),
    attachments: attachments.map((each) => ({
      filename: fileName(each.name),
      contentType: mediaType(each.contentType),
      contentTransferEncoding: 'base64' as const,
      contentDisposition: 'attachment' as const,
      content: each.bytes,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
    baseBoundary: boundaryOf(key),
    newline: 'windows',
  })
    .compile()
    .build();
  const signer = keyFor(keys, domain);
  if (!signer) return bytes;
  const { domain: domainName, selector: keySelector, privateKey } = signer;
  return buffer(new DKIM({ domainName, keySelector, privateKey, headerFieldNames: signedHeaders }).sign(bytes));
}
