/** What the gateway's replicas share: a portion of a key's requests of this minute, until the minute ends. */
export type AskPortion = (
  key: string,
  portion: number,
) => Promise<{ granted: number; total: number; endsInMs: number }>;

/** `left` is this replica's; `total` is what all of them have been granted. */
type Share = { left: number; total: number; endsAtMs: number; isUsedUp: boolean; waiting: number };
export type Standing = { isGranted: boolean; remaining: number; resetMs: number };

const keysMax = 10_000;
const secondMs = 1_000;

/**
 * Counts requests of a key in this process against portions that are asked for ahead, so that most requests wait for
 * nobody, not even for a promise. A hundredth of the minute at a time: six replicas leave less than a tenth of it unused.
 */
export function portions(
  perMinute: number,
  ask: AskPortion,
  clockMs: () => number = () => performance.now(),
): (key: string) => Standing | Promise<Standing> {
  const portion = Math.max(1, Math.floor(perMinute / 100));
  const shares = new Map<string, Share>();
  const asking = new Map<string, Promise<void>>();

  function shareOf(key: string, nowMs: number): Share {
    const known = shares.get(key);
    if (known && known.endsAtMs > nowMs) return known;
    const share = { left: 0, total: 0, endsAtMs: Infinity, isUsedUp: false, waiting: 0 };
    shares.delete(key);
    if (shares.size >= keysMax) shares.delete(shares.keys().next().value as string);
    shares.set(key, share);
    return share;
  }

  /** One question per key at a time, for as many as wait. */
  function askMore(key: string, share: Share): Promise<void> {
    const underWay = asking.get(key);
    if (underWay) return underWay;
    const wanted = Math.min(perMinute, Math.max(portion, share.waiting));
    const answered = ask(key, wanted)
      .then(({ granted, total, endsInMs }) => {
        const endsAtMs = clockMs() + endsInMs;
        const isNextMinute = endsAtMs > share.endsAtMs + secondMs; // what was left of the last one is over
        share.left = granted + (isNextMinute ? 0 : share.left);
        share.total = total;
        share.isUsedUp = granted < wanted;
        share.endsAtMs = endsAtMs;
      })
      .finally(() => asking.delete(key));
    asking.set(key, answered);
    return answered;
  }

  const standing = (share: Share, isGranted: boolean, nowMs: number): Standing => ({
    isGranted,
    remaining: perMinute - share.total + share.left,
    resetMs: share.endsAtMs - nowMs,
  });

  function takeNow(key: string): Standing | undefined {
    const nowMs = clockMs();
    const share = shareOf(key, nowMs);
    if (share.left > 0) {
      share.left--;
      if (share.left < portion / 2 && !share.isUsedUp) askMore(key, share).catch(() => undefined);
      return standing(share, true, nowMs);
    }
    return share.isUsedUp ? standing(share, false, nowMs) : undefined;
  }

  async function takeWhenThereIsMore(key: string): Promise<Standing> {
    for (;;) {
      const share = shareOf(key, clockMs());
      share.waiting++;
      await askMore(key, share).finally(() => share.waiting--);
      const taken = takeNow(key);
      if (taken) return taken;
    }
  }

  return (key) => takeNow(key) ?? takeWhenThereIsMore(key);
}
