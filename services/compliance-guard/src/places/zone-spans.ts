/** A stretch of time in which a zone keeps one offset: local time is UTC plus it. All in milliseconds; `until` is outside. */
export type Span = { from: number; until: number; offset: number };

const second = 1_000;
/** No zone changes its clock twice within a week. */
const strideMs = 7 * 86_400_000;
const blockMs = 56 * strideMs;

type Zone = { last: Span; blocks: Map<number, readonly Span[]>; format: Intl.DateTimeFormat };
const zones = new Map<string, Zone>();

const none: Span = { from: 0, until: 0, offset: 0 };

const newZone = (name: string): Zone => ({
  last: none,
  blocks: new Map(),
  format: new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }),
});

function askOffset({ format }: Zone, at: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, seconds) - Math.floor(at / second) * second;
}

/** The first instant in (low, high] that has the offset of `high`. */
function changeBetween(zone: Zone, low: number, high: number): number {
  const before = askOffset(zone, low);
  let [earliest, latest] = [low, high];
  while (latest - earliest > second) {
    const middle = Math.floor((earliest + latest) / 2 / second) * second;
    if (askOffset(zone, middle) === before) earliest = middle;
    else latest = middle;
  }
  return latest;
}

/** A little more than a year of a zone, asked of the runtime once. */
function spansOfBlock(zone: Zone, block: number): Span[] {
  const [start, end] = [block * blockMs, (block + 1) * blockMs];
  const spans: Span[] = [];
  let [from, offset] = [start, askOffset(zone, start)];
  for (let at = start + strideMs; at <= end; at += strideMs) {
    if (askOffset(zone, at) === offset) continue;
    const change = changeBetween(zone, at - strideMs, at);
    spans.push({ from, until: change, offset });
    [from, offset] = [change, askOffset(zone, at)];
  }
  return [...spans, { from, until: end, offset }];
}

/** The span that an instant lies in. Spans may end where nothing changes, but never hold a change. */
export function spanAt(name: string, at: number): Span {
  let zone = zones.get(name);
  if (!zone) zones.set(name, (zone = newZone(name)));
  const { last } = zone;
  if (at >= last.from && at < last.until) return last;

  const block = Math.floor(at / blockMs);
  let spans = zone.blocks.get(block);
  if (!spans) zone.blocks.set(block, (spans = spansOfBlock(zone, block)));
  return (zone.last = spans.find(({ until }) => at < until) ?? none);
}
