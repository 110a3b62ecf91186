import { setTimeout as wait } from 'node:timers/promises';
import { calls } from './calls.ts';
import { campaigns } from './campaigns.ts';
import type { Facts, Violation } from './facts.ts';
import { figuresOf, type Figures } from './figures.ts';
import { messages } from './messages.ts';
import { money } from './money.ts';
import { promises } from './promises.ts';
import { readFacts, type Sources } from './read-facts.ts';
import { silence } from './silence.ts';
import { travelling } from './travelling.ts';

export type Audited = { violations: Violation[]; figures: Figures };

/** Everything that may never happen, judged by what is stored, published and delivered, and by nothing else. */
export const violationsIn = (facts: Facts): Violation[] => [
  ...messages(facts),
  ...silence(facts),
  ...calls(facts),
  ...money(facts),
  ...campaigns(facts),
  ...promises(facts),
  ...travelling(facts),
  ...facts.chainFaults.map((what) => ({ invariant: 'evidence', what })),
];

/** What may be true for a moment while it runs: what is published leaves the outbox, and is read to its end, soon after. */
const passing = new Set(['nothing on the way', 'nothing lost', 'facts in order']);
const readsMax = 10;

/** Audits an installation at rest, be it running or opened by the auditor alone. */
export async function audit(sources: Sources): Promise<Audited> {
  for (let reads = 1; ; reads++) {
    const facts = await readFacts(sources);
    const violations = violationsIn(facts);
    const mayPass = violations.length > 0 && violations.every(({ invariant }) => passing.has(invariant));
    if (!mayPass || reads === readsMax) return { violations, figures: figuresOf(facts) };
    await wait(1_000);
  }
}
