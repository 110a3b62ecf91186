import type { HealthBody } from '@fairdue/service';

/** Something that is not as it should be: what, in words, and what to do next. A warning harms nobody yet. */
export type Finding = { check: string; level: 'fault' | 'warning'; says: string; do: string };

/** What one look at a service gave: its answer, or why there is none. `askedAtMs`: our clock, as the question left. */
export type Look = { service: string; askedAtMs: number; roundTripMs: number } & (
  { health: HealthBody } | { failure: { status: number | null; says: string } }
);
export type Seen = Extract<Look, { health: HealthBody }>;

/** Everything the checks know. `earlier`: the look before this one, for what must move between two. */
export type Examination = {
  gateway: { url: string; version: string; askedAtMs: number; roundTripMs: number; dateMs: number | null };
  looks: readonly Look[];
  earlier: readonly Look[];
};

export type Check = (examination: Examination) => Finding[];

export const seen = (looks: readonly Look[]): Seen[] => looks.filter((look): look is Seen => 'health' in look);

/** `recover and campaign`, as a person lists things. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** What several services say in the same words is one finding about all of them. */
export function together(
  check: string,
  each: readonly { service: string; level?: Finding['level']; says: string; do: string }[],
): Finding[] {
  const said = new Map<string, { level: Finding['level']; do: string; services: string[] }>();
  for (const { service, level = 'fault', says, do: todo } of each) {
    const known = said.get(says);
    if (known) known.services.push(service);
    else said.set(says, { level, do: todo, services: [service] });
  }
  return [...said].map(([says, { level, do: todo, services }]) => ({
    ...{ check, level },
    says: `${listed(services)}: ${says}`,
    do: todo,
  }));
}

/** `3 min`, `2 h`: as exact as it matters. */
export function duration(seconds: number): string {
  const [amount, unit] =
    seconds < 120 ? [seconds, 's'] : seconds < 7_200 ? [seconds / 60, 'min'] : seconds < 172_800 ? [seconds / 3_600, 'h'] : [seconds / 86_400, 'days']; // prettier-ignore
  return `${Math.round(amount)} ${unit}`;
}
