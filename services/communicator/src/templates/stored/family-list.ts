import { z } from 'zod';
import type { Request, Response } from 'express';
import { Refused } from '@fairdue/refused';
import { keysetFilter, type Collection, type Connection } from '@fairdue/store';

/** Lists of this family (1.5): ids are cursors, and with both `endingBefore` counts. What is not named here is ignored. */
export const ListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  startingAfter: z.string().min(1).max(255).optional(),
  endingBefore: z.string().min(1).max(255).optional(),
});
export const CompanyListQuery = ListQuery.extend({ companyId: z.string().min(1).max(255).optional() });
type ListQuery = z.output<typeof ListQuery>;

type Place = [createdAt: Date, id: string];

/** A list: what is stored, newest first, and behind it what is built in. */
export type List<B> = {
  builtIn: readonly B[];
  /** Where an object of the list stands, also one that was deleted since. */
  placeOf(id: string): Promise<Place | undefined>;
  below(place: Place | undefined, limit: number): Promise<B[]>;
  /** Those just above a place, or the last of all. */
  above(place: Place | undefined, limit: number): Promise<B[]>;
};

type Stored = { _id: string; createdAt: Date };
type Filter = { creditorId: string | { $in: readonly string[] } } & Record<string, unknown>;

export function storedList<T extends Stored, B>(
  db: Connection,
  rows: Collection<T>,
  filter: Filter,
  bodiesOf: (rows: readonly T[]) => B[] | Promise<B[]>,
  builtIn: readonly B[],
): List<B> {
  const find = (place: Place | undefined, direction: 'ascending' | 'descending', limit: number): Promise<T[]> => {
    const order = direction === 'descending' ? -1 : 1;
    return rows(db)
      .find({ ...filter, deletedAt: null, ...keysetFilter(['createdAt', '_id'], place, direction) })
      .sort({ createdAt: order, _id: order })
      .limit(limit)
      .lean<T[]>();
  };
  return {
    builtIn,
    async placeOf(id) {
      const row = await rows(db)
        .findOne({ ...filter, _id: id }, { createdAt: 1 })
        .lean<Stored>();
      return row ? [row.createdAt, row._id] : undefined;
    },
    below: async (place, limit) => bodiesOf(await find(place, 'descending', limit)),
    above: async (place, limit) => bodiesOf((await find(place, 'ascending', limit)).toReversed()),
  };
}

type Page<B> = { bodies: B[]; hasMore: boolean };

/** Answers one page, with the address of the next one in `Link`. */
export async function answerList<B extends { id: string }>(
  list: List<B>,
  { limit, startingAfter, endingBefore }: ListQuery,
  req: Request,
  res: Response,
): Promise<void> {
  const { bodies, hasMore } =
    endingBefore === undefined
      ? await pageBelow(list, startingAfter, limit)
      : await pageAbove(list, endingBefore, limit);
  const last = bodies.at(-1);
  if (hasMore && last) res.set('link', `<${nextPage(req, last.id)}>; rel="next"`);
  res.json(bodies);
}

async function pageBelow<B extends { id: string }>(
  list: List<B>,
  cursor: string | undefined,
  limit: number,
): Promise<Page<B>> {
  const at = list.builtIn.findIndex(({ id }) => id === cursor);
  const place = cursor === undefined || at >= 0 ? undefined : await knownPlace(list, cursor, 'startingAfter');
  const stored = at >= 0 ? [] : await list.below(place, limit + 1);
  const bodies = [...stored, ...list.builtIn.slice(at + 1, at + limit + 2 - stored.length)];
  return { bodies: bodies.slice(0, limit), hasMore: bodies.length > limit };
}

/** What the cursor names comes next, so there is always more. */
async function pageAbove<B extends { id: string }>(list: List<B>, cursor: string, limit: number): Promise<Page<B>> {
  const at = list.builtIn.findIndex(({ id }) => id === cursor);
  const place = at >= 0 ? undefined : await knownPlace(list, cursor, 'endingBefore');
  const builtIn = list.builtIn.slice(Math.max(0, at - limit), Math.max(0, at));
  const left = limit - builtIn.length;
  return { bodies: [...(left > 0 ? await list.above(place, left) : []), ...builtIn], hasMore: true };
}

async function knownPlace<B>(list: List<B>, id: string, field: string): Promise<Place> {
  const place = await list.placeOf(id);
  if (place) return place;
  throw new Refused('malformed', 'unknown-cursor', 'That cursor is in no such list', [
    { path: field, problem: 'names nothing in this list' },
  ]);
}

/** The address of the page that follows, with the other parameters as they were. */
function nextPage({ originalUrl }: Request, lastId: string): string {
  const { pathname, searchParams } = new URL(originalUrl, 'http://localhost');
  searchParams.delete('endingBefore');
  searchParams.set('startingAfter', lastId);
  return `${pathname}?${searchParams.toString()}`;
}
