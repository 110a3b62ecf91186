/** Rows of a table: a key, and what it holds until the line after which nothing is indented. */
export function rowsOf(table: string): { key: string; rest: string }[] {
  return table
    .trim()
    .replaceAll('\n  ', ' ')
    .split('\n')
    .map((row) => ({ key: row.slice(0, row.indexOf(' ')), rest: row.slice(row.indexOf(' ') + 1) }));
}

/** `320 322-324` is 320, 322, 323 and 324, all of the same width. */
export function* numbersOf(runs: string): Generator<string> {
  for (const run of runs.split(' ')) {
    const [first = '', last = first] = run.split('-');
    for (let number = Number(first); number <= Number(last); number++) yield String(number).padStart(first.length, '0');
  }
}
