// npm run site: docs/ as static pages in dist/site, with navigation, search and no request to anywhere. Fails on a dead link.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { chapters } from './chapters.mjs';
import { slugOf } from './slug.mjs';

const here = import.meta.dirname;
const [docs, target] = [join(here, '../../docs'), join(here, '../../dist/site')];

if (!existsSync(join(here, 'node_modules/markdown-it'))) {
  console.log('Installing what makes pages (once) …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
const { default: MarkdownIt } = await import('markdown-it');

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const sources = readdirSync(docs, { recursive: true })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.md'))
  .toSorted((a, b) => a.localeCompare(b, 'en'));
const nameOf = (path) => path.replace(/\.md$/, '');
const htmlOf = (name) => (name === 'quick-start' ? 'index.html' : `${name.replace(/README$/, 'index')}.html`);

/** Headings get the anchors that the repository's host gives them; wide tables scroll by themselves. */
function render(name, markdown) {
  const md = new MarkdownIt({ html: false, linkify: false });
  const [slugs, headings, faults] = [new Map(), [], []];
  const tokens = md.parse(markdown, {});
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const title = tokens[index + 1].children.map(({ content }) => content).join('');
      const slug = slugOf(title);
      const count = slugs.get(slug) ?? 0;
      slugs.set(slug, count + 1);
      const id = count === 0 ? slug : `${slug}-${count}`;
      token.attrSet('id', id);
      headings.push({ id, title, level: token.tag });
    }
    if (token.type === 'table_open') token.attrSet('class', 'wide');
    for (const child of token.children ?? [])
      if (child.type === 'link_open') child.attrSet('href', linkFrom(name, child.attrGet('href'), faults));
  }
  md.renderer.rules.table_open = () => '<div class="table" tabindex="0" role="region" aria-label="Table"><table>\n';
  md.renderer.rules.table_close = () => '</table></div>\n';
  return { html: md.renderer.render(tokens, md.options, {}), headings, faults, tokens };
}

/** A page links to a page; what is no page stays a path of the repository and is named as it is. */
function linkFrom(name, href, faults) {
  if (/^(https?:|mailto:|#)/.test(href)) return href;
  const [path, anchor] = href.split('#');
  const wanted = posix.normalize(posix.join(posix.dirname(name), path));
  const suffix = anchor ? `#${anchor}` : '';
  const root = '../'.repeat(name.split('/').length - 1);
  if (sources.includes(wanted)) return `${root}${htmlOf(nameOf(wanted))}${suffix}`;
  if (existsSync(join(docs, wanted)) && !wanted.startsWith('..') && statSync(join(docs, wanted)).isFile()) {
    mkdirSync(dirname(join(target, wanted)), { recursive: true });
    copyFileSync(join(docs, wanted), join(target, wanted));
    return `${root}${wanted}`;
  }
  const inRepository = join(docs, wanted);
  if (!existsSync(inRepository)) faults.push(`docs/${name}.md: ${href} leads nowhere`);
  return `${process.env.SITE_REPOSITORY ?? 'https://github.com/fairdue/fairdue/blob/main'}/${posix.normalize(posix.join('docs', wanted))}${suffix}`;
}

/** One entry for each section: its words in lower case are what is searched. */
function sectionsOf(name, page, { tokens, headings }) {
  const sections = [];
  let place = -1;
  for (const token of tokens) {
    if (token.type === 'heading_open')
      sections.push({ path: `${htmlOf(name)}#${headings[++place].id}`, page, title: headings[place].title, text: '' });
    if (sections.length > 0 && token.content) sections.at(-1).text += ` ${token.content.toLowerCase()}`;
  }
  return sections;
}

function navigation(current, titles) {
  const root = '../'.repeat(current.split('/').length - 1);
  const named = new Set(Object.values(chapters).flat());
  const all = Object.entries({ ...chapters, More: [...titles.keys()].filter((name) => !named.has(name)) });
  return all
    .map(([chapter, names]) => {
      const items = names
        .filter((name) => titles.has(name))
        .map(
          (name) =>
            `<li><a href="${root}${htmlOf(name)}"${name === current ? ' aria-current="page"' : ''}>${escaped(titles.get(name))}</a></li>`,
        );
      return items.length === 0 ? '' : `<h2>${chapter}</h2><ul>${items.join('')}</ul>`;
    })
    .join('');
}

function page(name, titles, html) {
  const root = '../'.repeat(name.split('/').length - 1);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'">
<title>${escaped(titles.get(name))} · Fairdue</title><link rel="stylesheet" href="${root}site.css"><script src="${root}site.js"></script>
<script src="${root}sections.js" defer></script></head><body data-root="${root}">
<a class="skip" href="#content">Skip to the content</a>
<header><strong>Fairdue</strong><label>Search <input id="search" type="search" autocomplete="off"></label>
<button id="theme" type="button">Dark or light</button><span id="count" role="status"></span><ul id="found"></ul></header>
<div class="columns"><nav aria-label="Pages">${navigation(name, titles)}</nav><main id="content" tabindex="-1">
${html}</main></div></body></html>
`;
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const pages = new Map(
  sources.map((path) => [nameOf(path), render(nameOf(path), readFileSync(join(docs, path), 'utf8'))]),
);
const titles = new Map([...pages].map(([name, { headings }]) => [name, headings[0]?.title ?? name]));
const faults = [...pages.values()].flatMap((each) => each.faults);
for (const [name, { html }] of pages) {
  const path = join(target, htmlOf(name));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, page(name, titles, html));
}
const sections = [...pages].flatMap(([name, each]) => sectionsOf(name, titles.get(name), each));
writeFileSync(join(target, 'sections.js'), `globalThis.sections = ${JSON.stringify(sections)};\n`);
for (const file of ['site.css', 'site.js']) copyFileSync(join(here, file), join(target, file));
for (const fault of faults) console.error(fault);
console.log(`${pages.size} pages, ${sections.length} sections in dist/site`);
process.exitCode = faults.length === 0 ? 0 : 1;
