// Search and the choice of colours. The index is a script beside this one, so that pages opened from a disk can read it.
const root = document.documentElement;
const kept = () => {
  try {
    return localStorage.getItem('theme');
  } catch {
    return null; // a browser may keep nothing for files
  }
};
if (kept()) root.dataset.theme = kept();

addEventListener('DOMContentLoaded', () => {
  document.querySelector('#theme').addEventListener('click', () => {
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    const now = root.dataset.theme ?? (isDark ? 'dark' : 'light');
    root.dataset.theme = now === 'dark' ? 'light' : 'dark';
    try {
      localStorage.setItem('theme', root.dataset.theme);
    } catch {
      // then it is asked again on the next page
    }
  });

  const found = document.querySelector('#found');
  document.querySelector('#search').addEventListener('input', ({ target }) => {
    const words = target.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = words.length === 0 ? [] : globalThis.sections.filter(({ text }) => words.every((word) => text.includes(word)));
    const isTitle = ({ title }) => words.every((word) => title.toLowerCase().includes(word));
    const best = hits.toSorted((a, b) => Number(isTitle(b)) - Number(isTitle(a))).slice(0, 12);
    found.replaceChildren(
      ...best.map(({ path, title, page }) => {
        const [item, link] = [document.createElement('li'), document.createElement('a')];
        link.href = document.body.dataset.root + path;
        link.textContent = title === page ? page : `${page}: ${title}`;
        item.append(link);
        return item;
      }),
    );
    document.querySelector('#count').textContent = words.length === 0 ? '' : `${hits.length} found`;
  });
}); // prettier-ignore
