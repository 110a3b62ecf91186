/** Of a message with many faults the first, and how many more there are: Show has all of them. */
export function inShort(detail: string): string {
  const [first = '', ...more] = detail
    .split(/\n(?=✖)/)
    .map((each) => each.replace(/^✖ /, '').replace(/\s+/g, ' ').trim());
  return more.length === 0 ? first : `${first} (and ${more.length} more)`;
}
