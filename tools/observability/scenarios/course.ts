import type { Metrics } from '@fairdue/telemetry';

/** Something that happens to a part of the platform, and passes. */
export type Course = {
  /** What `/metrics` of that part answers. */
  scrape(): Promise<string>;
  happen(): Promise<unknown>;
  /** What an operator does about it. Left out where nothing is wrong that could heal. */
  heal?(): Promise<unknown>;
  end(): Promise<unknown>;
};

/** `moves`: what an operator sees of it, in the words of the alerts and dashboards. `fires`: what wakes somebody. */
export type Scenario = {
  what: string;
  moves: readonly string[];
  fires?: readonly string[];
  begin(): Promise<Course>;
};

export const scraped = async (...all: readonly Metrics[]): Promise<string> =>
  (await Promise.all(all.map(({ registry }) => registry.metrics()))).join('\n');

export const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
