import type { Member } from './member.ts';
import type { PartitionFeed } from './partition-feed.ts';

/** The members of a group share its partitions: each is given to one of those who read its topic. */
export class Group {
  readonly #feeds = new Map<string, PartitionFeed[]>();
  readonly #members = new Set<Member>();

  reads(topic: string): boolean {
    return this.#feeds.has(topic);
  }

  /** Partitions of a topic in order, the first time somebody reads it. */
  add(topic: string, feeds: PartitionFeed[]): void {
    this.#feeds.set(topic, feeds);
  }

  join(member: Member): void {
    this.#members.add(member);
    this.#share();
  }

  leave(member: Member): void {
    this.#members.delete(member);
    this.#share();
  }

  wake(topic: string, partition: number): void {
    this.#feeds.get(topic)?.[partition]?.wake();
  }

  feedsOf(member: Member): PartitionFeed[] {
    return [...this.#feeds.values()].flat().filter(({ owner }) => owner === member);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#feeds.values()].flat().map((feed) => feed.close()));
  }

  #share(): void {
    for (const [topic, feeds] of this.#feeds) {
      const readers = [...this.#members].filter(({ topics }) => topics.has(topic));
      for (const [i, feed] of feeds.entries()) feed.give(readers[i % Math.max(readers.length, 1)]);
    }
  }
}
