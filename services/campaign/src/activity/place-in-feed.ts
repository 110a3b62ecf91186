import { Refused } from '@fairdue/refused';
import type { Connection } from '@fairdue/store';
import { activityAt, lastPlace } from './activity.store.ts';
import { beginning, eventId, placeIn } from './activity.ts';

const unknown = () =>
  new Refused('malformed', 'query-invalid', 'Invalid query.', [{ path: 'startingAfter', problem: 'is no event of this feed' }]); // prettier-ignore

/** The place an id of this account's feed speaks of. One of another account's answers like one that never was. */
export async function placeInFeed(db: Connection, creditorId: string, id: string): Promise<number> {
  if (id === beginning) return 0;
  const seq = placeIn(id);
  if (seq === null || seq === 0 || seq > (await lastPlace({ db }, creditorId))) throw unknown();
  const there = await activityAt(db, creditorId, seq); // none where it is no longer kept
  if (there && eventId(there) !== id) throw unknown();
  return seq;
}
