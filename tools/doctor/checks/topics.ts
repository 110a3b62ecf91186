import { seen, type Check, type Finding } from '../finding.ts';
import type { HealthBody } from '@fairdue/service';

const hourMs = 3_600_000;
/** A consumer that is away for a day finds what it missed; what is older is published again by its owner. */
const retentionMinMs = 24 * hourMs;
/** Facts of customers lie on topics in the clear: an erasure is complete when the last of them has run out. */
const retentionMaxMs = 30 * 24 * hourMs;
const production = { replicas: 3, inSyncMin: 2 };

type Topic = HealthBody['topics'][number];

/** Are the topics there, of the right width, and kept safely and for long enough? Every service sees the same ones. */
export const topics: Check = ({ looks }) => {
  const [first] = seen(looks);
  return first ? first.health.topics.flatMap((topic) => faultsOf(topic, first.health)) : [];
};

function faultsOf(
  { name, partitionsWanted, found }: Topic,
  { production: isProduction, engines }: HealthBody,
): Finding[] {
  const finding = (level: Finding['level'], says: string, todo: string): Finding => ({
    ...{ check: 'topics', level, do: todo },
    says: `The topic ${name} ${says}`,
  });
  if (!found)
    return [finding('fault', 'is not there.', 'Run `npm run topics`, or the image’s `node dist/topics.mjs`.')];
  const { partitions, replicas, inSync, inSyncMin, retentionMs } = found;
  const faults: Finding[] = [];
  if (partitions !== partitionsWanted && !name.endsWith('.dlq'))
    faults.push(
      finding('warning', `has ${partitions} partitions, and TOPIC_PARTITIONS says ${partitionsWanted}.`, `A topic keeps its partitions, as others would take keys out of their order: set TOPIC_PARTITIONS=${partitions} everywhere.`),
    ); // prettier-ignore
  if (inSync < replicas)
    faults.push(
      finding('fault', `has a partition of which ${inSync} of ${replicas} replicas have everything.`, 'See which broker is down or behind (kafka-topics --describe --under-replicated-partitions).'),
    ); // prettier-ignore
  if (isProduction && replicas < production.replicas)
    faults.push(
      finding('fault', `has ${replicas} replica(s): a broker that is lost takes facts with it.`, `Reassign its partitions to ${production.replicas} brokers (kafka-reassign-partitions).`),
    ); // prettier-ignore
  else if (isProduction && inSyncMin < production.inSyncMin)
    faults.push(
      finding('fault', `takes records that ${inSyncMin} replica has (min.insync.replicas).`, `Set min.insync.replicas=${production.inSyncMin} (kafka-configs).`),
    ); // prettier-ignore
  if (retentionMs !== null && retentionMs < retentionMinMs)
    faults.push(
      finding('fault', `forgets records after ${Math.round(retentionMs / hourMs)} h: a consumer that is away for longer loses them.`, `Set retention.ms to ${retentionMinMs} or more (kafka-configs).`),
    ); // prettier-ignore
  if (engines === 'real' && (retentionMs === null || retentionMs > retentionMaxMs))
    faults.push(
      finding('warning', `keeps records for ${retentionMs === null ? 'ever' : `${Math.round(retentionMs / 24 / hourMs)} days`}: so long what it says of an erased customer can be read.`, 'Set retention.ms to a few days (kafka-configs); see docs/retention.md.'),
    ); // prettier-ignore
  return faults;
}
