import sanitizeHtml from 'sanitize-html';

/** An element of the subset of HTML that a page is made of. */
export type Element = { tag: string; attributes: Readonly<Record<string, string>>; children: Node[] };
export type Node = string | Element;

/** What other elements become that begin a line of their own. */
const asBlock = ['section', 'article', 'header', 'footer', 'main', 'aside', 'nav', 'address', 'figure', 'figcaption', 'center', 'form', 'fieldset', 'dl', 'dt', 'dd', 'caption']; // prettier-ignore
const asThird = ['h4', 'h5', 'h6'];

const subset: sanitizeHtml.IOptions = {
  allowedTags: [
    'p', 'div', 'br', 'hr', 'h1', 'h2', 'h3', 'b', 'i', 'u', 's', 'small', 'ul', 'ol', 'li', 'blockquote', 'pre',
    'table', 'tr', 'th', 'td', 'img',
  ], // prettier-ignore
  allowedAttributes: {
    '*': ['align', 'data-letter'],
    td: ['align', 'colspan'],
    th: ['align', 'colspan'],
    img: ['alt'],
  },
  transformTags: {
    ...Object.fromEntries(asBlock.map((tag) => [tag, 'div'])),
    ...Object.fromEntries(asThird.map((tag) => [tag, 'h3'])),
    strong: 'b',
    em: 'i',
    a: 'u',
    del: 's',
    strike: 's',
  },
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'head', 'title', 'svg', 'math', 'template'],
  nestingLimit: 40,
};

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
const plain = (text: string): string => text.replaceAll(/&(?:amp|lt|gt|quot);/g, (each) => entities[each] ?? each);

const empty = new Set(['br', 'hr']);
const token = /<(\/?)([a-z][a-z0-9]*)([^>]*)>|[^<]+/g;

/** HTML of anybody's as a tree of the subset: what is not in it degrades to its text, and nothing of it is ever fetched. */
export function treeOf(html: string): Node[] {
  const root: Element = { tag: 'div', attributes: {}, children: [] };
  const open: Element[] = [root];
  for (const [whole, slash, tag, attributes = ''] of sanitizeHtml(html, subset).matchAll(token)) {
    const parent = open.at(-1) ?? root;
    if (tag === undefined) parent.children.push(plain(whole));
    else if (slash === '/') {
      if (open.length > 1) open.pop();
    } else if (tag === 'img') parent.children.push(attributesOf(attributes)['alt'] ?? '');
    else {
      const element: Element = { tag, attributes: attributesOf(attributes), children: [] };
      parent.children.push(element);
      if (!empty.has(tag)) open.push(element);
    }
  }
  return root.children;
}

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, plain(value)]),
  );
