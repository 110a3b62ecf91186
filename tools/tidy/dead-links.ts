import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { slugOf } from '../site/slug.mjs';
import type { SourceFile } from './source-files.ts';

const withoutCode = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '``');

/** The anchors of a page, as the repository's host makes them: a repeated heading is numbered. */
function anchorsOf(text: string): Set<string> {
  const counts = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ''] of text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = slugOf(heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    anchors.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return anchors;
}

/** Links of the pages to files and headings of this repository that are not there. Others’ sites are not asked. */
export function deadLinks(pages: readonly SourceFile[], isThere: (path: string) => boolean = existsSync): string[] {
  const anchors = new Map(pages.map(({ path, text }) => [path, anchorsOf(text)]));
  return pages.flatMap(({ path, text }) =>
    [...withoutCode(text).matchAll(/\]\(([^()\s]+)\)/g)].flatMap(([, href = '']) => {
      if (/^[a-z]+:/.test(href)) return [];
      const [file = '', anchor] = href.split('#');
      const wanted = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file));
      if (!isThere(wanted)) return [`${path}: ${href} leads to no file`];
      const known = anchors.get(wanted);
      return anchor !== undefined && known && !known.has(anchor) ? [`${path}: ${href} leads to no heading`] : [];
    }),
  );
}
