const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

const character = (whole: string, name: string): string => {
  if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
};

const unseen = new Set(['head', 'script', 'style', 'title']);
const paragraphs = /^(p|h[1-6]|ul|ol|table|blockquote|pre)$/;
const lines = /^(div|section|article|header|footer|tr|li)$/;

/** What a tag is in a text: a paragraph, a line or a cell ends with it, an item of a list begins, or nothing. */
function markOf(tag: string, isClosing: boolean): string {
  if (tag === 'br' || tag === 'hr') return '\n';
  if (!isClosing) return tag === 'li' ? '- ' : '';
  if (paragraphs.test(tag)) return '\n\n';
  if (lines.test(tag)) return '\n';
  return tag === 'td' || tag === 'th' ? ' ' : '';
}

/**
 * HTML as text: tags removed, a gap below each paragraph, for those who read or send text only. It looks at each character
 * once or twice, whatever an author wrote.
 */
export function textOfHtml(html: string): string {
  const lower = html.toLowerCase();
  const parts: string[] = [];
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    parts.push(readable(html.slice(at, open < 0 ? undefined : open)));
    if (open < 0) break;
    const [tag = '', slash = '', name = ''] = /^<(\/?)([a-z][a-z0-9]*)/.exec(lower.slice(open, open + 16)) ?? [];
    const hidden = slash === '' && unseen.has(name);
    const end = html.startsWith('<!--', open) ? '-->' : hidden ? `</${name}` : '>';
    const found = lower.indexOf(end, open + tag.length);
    const close = hidden && found >= 0 ? html.indexOf('>', found) : found;
    if (close < 0) break;
    parts.push(markOf(name, slash !== ''));
    at = close + (hidden ? 1 : end.length);
  }
  return withoutGaps(parts.join('').split('\n'));
}

const readable = (text: string): string => text.replaceAll(/&(#?\w{1,10});/g, character).replaceAll(/\s+/g, ' ');

/** Never more than one empty line, and none around it all. */
function withoutGaps(lines: readonly string[]): string {
  const trimmed = lines.map((line) => line.replaceAll(/ +/g, ' ').trim());
  return trimmed
    .filter((line, i) => line !== '' || trimmed[i - 1] !== '')
    .join('\n')
    .trim();
}
