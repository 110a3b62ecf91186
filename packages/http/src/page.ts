const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => marks[mark] ?? '');

export type Page = { language: string; title: string; says: string };

/** A small page for people who follow a link: no script, nothing loaded from elsewhere. `more` is HTML already. */
export const htmlPage = ({ language, title, says }: Page, more = ''): string =>
  `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title></head><body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(says)}</p>
${more}</body></html>
`;
