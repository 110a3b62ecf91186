/** Rows by their creditor, each creditor's in their order: no query ever spans two of them. */
export function byCreditor<T extends { creditorId: string }>(rows: readonly T[]): [creditorId: string, rows: T[]][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.creditorId);
    if (group) group.push(row);
    else groups.set(row.creditorId, [row]);
  }
  return [...groups];
}
