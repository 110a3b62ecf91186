import { asksAtOnce } from './ask-permits.ts';

/** What is asked about in one call, written and stored together. */
export type Portion<Row> = { creditorId: string; rows: readonly Row[] };

export function portionsOf<Row extends { data: { creditorId: string } }>(rows: readonly Row[]): Portion<Row>[] {
  return [...new Set(rows.map(({ data }) => data.creditorId))].flatMap((creditorId) => {
    const own = rows.filter(({ data }) => data.creditorId === creditorId);
    return Array.from({ length: Math.ceil(own.length / asksAtOnce) }, (_, i) => ({
      creditorId,
      rows: own.slice(i * asksAtOnce, (i + 1) * asksAtOnce),
    }));
  });
}

/**
 * One portion after the other is begun, each on all the connections there may be: so no more than one of them is lost
 * sight of when the process ends. Others are written, asked about and stored meanwhile.
 */
export class HandOverTurn {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
