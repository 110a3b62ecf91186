import sanitizeHtml from 'sanitize-html';

/** What free content may be made of: words and their order, links that name where they lead, and nothing that loads or runs. */
const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    'p', 'div', 'span', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'b', 'strong', 'i', 'em', 'u', 's', 'small', 'sub', 'sup',
    'a', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'caption',
  ], // prettier-ignore
  allowedAttributes: {
    a: ['href'],
    p: ['align'],
    td: ['align', 'colspan', 'rowspan'],
    th: ['align', 'colspan', 'rowspan'],
    table: ['cellpadding'],
  },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  allowProtocolRelative: false,
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'head', 'title', 'svg', 'math', 'template', 'xmp'],
  nestingLimit: 60,
};

export const cleanHtml = (html: string): string => sanitizeHtml(html, allowed);
