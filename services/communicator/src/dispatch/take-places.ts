import type { CommunicatorDeps } from '../config.ts';
import { reservePlaces } from '../providers/send-rates.store.ts';
import type { Prepared } from './prepare-message.ts';

/** What goes within this time goes now: a message a second is one at a time, ten a second may be ten at once. */
const togetherMs = 1_000;
/** A place not used in this time is lost: what waited for the guard must not come all at once. */
const placeKeptMs = 5_000;

/**
 * Gives messages their places in the rates of their provider and their number, before a permit is asked for. Those whose
 * place is later come back with its real instant; a message that has waited for its place has it.
 */
export async function takePlaces(
  { db }: Pick<CommunicatorDeps, 'db'>,
  prepared: readonly Prepared[],
  placeMsOf: ReadonlyMap<string, number>,
  realNow: Date,
): Promise<{ now: Prepared[]; later: Map<string, number> }> {
  const nowMs = realNow.getTime();
  const hasPlace = ({ interaction: { _id } }: Prepared): boolean => {
    const placeMs = placeMsOf.get(_id);
    return placeMs !== undefined && nowMs - placeMs < placeKeptMs;
  };
  const placeMs = new Map<string, number>();
  const asked = prepared.filter((each) => !hasPlace(each)).flatMap(bucketsOf);
  for (const bucket of new Set(asked.map((ask) => ask.bucket))) {
    const asks = asked.filter((ask) => ask.bucket === bucket);
    const places = await reservePlaces(db, bucket, asks.length, asks[0]?.perSecond ?? 1, realNow);
    for (const [i, { id }] of asks.entries()) placeMs.set(id, Math.max(placeMs.get(id) ?? 0, places[i] ?? 0));
  }
  const later = new Map([...placeMs].filter(([, ms]) => ms >= nowMs + togetherMs));
  return { now: prepared.filter(({ interaction }) => !later.has(interaction._id)), later };
}

function bucketsOf({ interaction: { _id: id }, provider, outgoing }: Prepared) {
  const { name, rate } = provider;
  return [
    ...(rate.perSecond === undefined ? [] : [{ id, bucket: name, perSecond: rate.perSecond }]),
    ...(rate.perNumberPerSecond === undefined
      ? []
      : [{ id, bucket: `${name} ${outgoing.sender}`, perSecond: rate.perNumberPerSecond }]),
  ];
}
