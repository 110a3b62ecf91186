import { byKey, type Facts, type TopicRecord, type Violation } from './facts.ts';

/** On a topic every number of a key is one fact, and none is missing; the same fact may lie there twice. */
function faultsOf(name: string, records: readonly TopicRecord[], said: number | undefined, isWhole: boolean): string[] {
  const idOf = new Map<number, string>();
  const clash = records.find(({ sequence, id }) => (idOf.get(sequence) ?? id) !== id || !idOf.set(sequence, id));
  const numbers = [...idOf.keys()].sort((a, b) => a - b);
  const first = isWhole ? 1 : (numbers[0] ?? 1);
  const gap = numbers.find((number, i) => number !== first + i);
  const last = numbers.at(-1);
  return [
    ...(clash ? [`${name} has two facts of number ${clash.sequence}`] : []),
    ...(gap === undefined ? [] : [`${name} lacks what comes before number ${gap}`]),
    ...(said !== undefined && last !== said ? [`${name} ends at ${last}, and ${said} were said`] : []),
  ];
}

/** Whatever was committed has been published, read by everybody who reads it, and lies nowhere on the way. */
export function travelling({ queues, progress, records, recordsAreWhole, consumed, payments }: Facts): Violation[] {
  const saidOf = new Map(progress.map(({ topic, key, said }) => [`${topic} ${key}`, said]));
  const paymentIds = new Set(payments.map(({ _id }) => _id));
  const permitIds = new Set(consumed.map(({ permitId }) => permitId));
  const unknown = records.filter(({ type, data }) => {
    if (type === 'recover.payment-recorded.v1') return !paymentIds.has(String(data['paymentId']));
    return type === 'compliance-guard.permit-consumed.v1' && !permitIds.has(String(data['permitId']));
  });
  return [
    ...queues
      .filter(({ count }) => count > 0)
      .map(({ service, what, count }) => ({ invariant: 'nothing on the way', what: `${service} has ${count} × ${what}` })),
    ...progress
      .filter(({ read, said }) => read !== said)
      .map(({ topic, key, reader, read, said }) => ({ invariant: 'nothing lost', what: `${reader} read ${read} of ${said} facts of ${key} on ${topic}` })),
    ...[...byKey(records, ({ topic, key }) => `${topic} ${key}`)].flatMap(([name, own]) =>
      faultsOf(name, own, saidOf.get(name), recordsAreWhole).map((what) => ({ invariant: 'facts in order', what })),
    ),
    ...unknown.map(({ id, type }) => ({ invariant: 'state and fact agree', what: `${type} ${id} tells of what is not stored` })),
  ]; // prettier-ignore
}
