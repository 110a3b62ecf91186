import { z } from 'zod';
import { sendingAddress } from '../creditors/sender-of.ts';
import { addressLines } from '../customers/customer.ts';
import type { Message } from './provider.ts';

/** What a payload may say, by name. A list or a truth stays one where the name stands alone. */
const valuesOf = (
  channel: HttpChannel,
  { key, at, contact, sender, personName, rendered, letter, isAutodialed, dialBefore }: Message,
) => ({
  key,
  at: at.toISOString(),
  to: contact.value ?? '',
  toLines: [personName, ...addressLines(contact)],
  fromNumber: sendingAddress(sender, channel),
  fromName: sender.companyName,
  fromLines: [sender.companyName, ...(sender.returnAddressLines ?? sender.addressLines)],
  personName,
  text: rendered.text,
  html: rendered.html,
  pdf: letter?.toString('base64') ?? null,
  isAutodialed,
  dialBefore: dialBefore?.toISOString() ?? null,
});
type Name = keyof ReturnType<typeof valuesOf>;
const names = new Set<string>([
  'key', 'at', 'to', 'toLines', 'fromNumber', 'fromName', 'fromLines', 'personName', 'text', 'html', 'pdf', 'isAutodialed', 'dialBefore',
] satisfies Name[]); // prettier-ignore

const placeholder = /\{\{\s*([A-Za-z]*)\s*\}\}/g;

export type Payload = Json[] | { [field: string]: Json };
type Json = string | number | boolean | null | Json[] | { [field: string]: Json };

const textsOf = (json: Json): string[] => {
  if (typeof json === 'string') return [json];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(textsOf) : [];
};

/** Every name that a payload has something stand for. */
export const namesIn = (payload: Payload): string[] =>
  textsOf(payload).flatMap((text) => [...text.matchAll(placeholder)].map(([, name = '']) => name));

const Json: z.ZodType<Json> = z.json();
/** JSON in which `{{name}}` stands for what the message says; every name is known before the first message. */
export const Payload = z.union([z.array(Json), z.record(z.string(), Json)]).superRefine((payload, context) => {
  for (const name of namesIn(payload).filter((each) => !names.has(each)))
    context.addIssue({ code: 'custom', message: `{{${name}}} is no value of a message` });
});

export type HttpChannel = 'text' | 'mail' | 'voice';

export const defaultPayloads: Record<HttpChannel, Payload> = {
  text: { key: '{{key}}', from: '{{fromNumber}}', to: '{{to}}', body: '{{text}}' },
  voice: {
    key: '{{key}}',
    from: '{{fromNumber}}',
    to: '{{to}}',
    script: '{{text}}',
    isAutodialed: '{{isAutodialed}}',
    dialBefore: '{{dialBefore}}',
  },
  mail: {
    key: '{{key}}',
    from: '{{fromLines}}',
    to: '{{toLines}}',
    html: '{{html}}',
    text: '{{text}}',
    pdf: '{{pdf}}',
  },
};

const asText = (value: Json): string => {
  if (Array.isArray(value)) return value.map(asText).join('\n');
  if (typeof value === 'object') return value === null ? '' : JSON.stringify(value);
  return String(value);
};

function filled(json: Json, values: Record<string, Json>): Json {
  if (Array.isArray(json)) return json.map((each) => filled(each, values));
  if (typeof json === 'object' && json !== null)
    return Object.fromEntries(Object.entries(json).map(([field, each]) => [field, filled(each, values)]));
  if (typeof json !== 'string') return json;
  const [whole] = json.matchAll(placeholder);
  if (whole?.[0] === json) return values[whole[1] ?? ''] ?? null;
  return json.replaceAll(placeholder, (_all, name: string) => asText(values[name] ?? null));
}

/** The bytes that are posted. What a message says is a value in them, never a part of their form. */
export function payloadOf(channel: HttpChannel, payload: Payload, format: 'json' | 'form', message: Message): Buffer {
  const body = filled(payload, valuesOf(channel, message));
  if (format === 'json') return Buffer.from(JSON.stringify(body));
  const fields = Object.entries(body as { [field: string]: Json }).map(([name, value]): [string, string] => [
    name,
    asText(value),
  ]);
  return Buffer.from(new URLSearchParams(fields).toString());
}
