import { topicNames } from '@fairdue/contracts';

/** Every topic with its dead letters, for whoever creates them first. Dead letters are few and need few partitions. */
export const allTopics = (partitions: number): { name: string; partitions: number }[] =>
  topicNames.flatMap((name) => [
    { name, partitions },
    { name: `${name}.dlq`, partitions: Math.min(partitions, 3) },
  ]);
