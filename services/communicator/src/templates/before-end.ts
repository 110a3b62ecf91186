/** Markup added as the last of a page; of a piece without a body, at its end. */
export const beforeEnd = (html: string, addition: string): string => {
  const end = html.lastIndexOf('</body>');
  return end === -1 ? html + addition : html.slice(0, end) + addition + html.slice(end);
};
