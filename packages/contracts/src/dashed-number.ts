/** `415-555-2671` of `+14155552671`, as recover keeps numbers; undefined: it is no number of the American plan. */
export function dashedNumber(e164: string): string | undefined {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164) ?? [];
  return line && `${area}-${exchange}-${line}`;
}
