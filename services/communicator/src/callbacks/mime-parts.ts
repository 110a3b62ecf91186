/** One part of a mail message: its headers by small name, the first of each, and its body as bytes say it (latin1). */
export type Part = { headers: ReadonlyMap<string, string>; body: string };

const partsMax = 20;

/** Headers of one block, unfolded. */
export function headersOf(block: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of block.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined && !headers.has(name.toLowerCase()))
      headers.set(name.toLowerCase(), value.trim());
  }
  return headers;
}

function partOf(text: string): Part {
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n');
  if (end < 0) return { headers: headersOf(text), body: '' };
  return { headers: headersOf(text.slice(0, end)), body: text.slice(end).replace(/^\n+/, '') };
}

/** A parameter of a header such as `boundary`, quoted or not. */
export function parameterOf(value: string, name: string): string | undefined {
  const [, quoted, plain] = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;"]+))`, 'i').exec(value) ?? [];
  return quoted ?? plain;
}

export const typeOf = ({ headers }: Part): string => /^[^\s;]+/.exec(headers.get('content-type') ?? '')?.[0].toLowerCase() ?? 'text/plain'; // prettier-ignore

/** The text of a part, however it was wrapped for its way. */
export function textOf({ headers, body }: Part): string {
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1').replaceAll('\r\n', '\n');
  if (encoding !== 'quoted-printable') return body;
  return body
    .replaceAll(/=[ \t]*\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** A message and the parts right inside it; none where it is not made of parts. */
export function partsOf(bytes: Buffer): { whole: Part; parts: Part[] } {
  const whole = partOf(bytes.toString('latin1').replaceAll('\r\n', '\n'));
  const boundary = parameterOf(whole.headers.get('content-type') ?? '', 'boundary');
  if (!boundary || !typeOf(whole).startsWith('multipart/')) return { whole, parts: [] };
  const [, ...rest] = `\n${whole.body}`.split(`\n--${boundary}`);
  const open = rest.findIndex((text) => text.startsWith('--'));
  const inside = (open < 0 ? rest : rest.slice(0, open)).slice(0, partsMax);
  return { whole, parts: inside.map((text) => partOf(text.replace(/^[ \t]*\n/, ''))) };
}
