const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML: a paragraph for each block of lines, nothing in it markup. */
export const pageOfText = (text: string): string =>
  text
    .split(/\n[\t ]*\n\s*/)
    .filter((block) => block.trim() !== '')
    .map((block) => `<p>${escaped(block.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n');

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (each) => entities[each] ?? each);

/** The least that a browser takes for a page. */
export const wholePage = (body: string, language: string): string =>
  `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><title></title></head><body>\n${body}\n</body></html>\n`;
