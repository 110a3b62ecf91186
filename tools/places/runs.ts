/** Numbers of one width as runs: `001 002 003 007` is `001-003 007`. */
export function runs(numbers: readonly string[]): string {
  const out: [first: string, last: string][] = [];
  for (const number of numbers.toSorted()) {
    const run = out.at(-1);
    if (run && Number(number) === Number(run[1]) + 1) run[1] = number;
    else out.push([number, number]);
  }
  return out.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join(' ');
}

/** Words over lines of a width that people can read. */
export function folded(text: string, width = 118): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (!line || line.length + word.length < width) lines[lines.length - 1] = line ? `${line} ${word}` : word;
    else lines.push(`  ${word}`);
  }
  return lines.join('\n');
}
