import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A request that the platform answered with success: from then on its fact must be stored. Channels are the platform's. */
export type Accepted =
  | { what: 'placed'; customerId: string; debtId: string; balanceCents: number }
  | { what: 'campaign-started'; documentId: string; campaignId: string }
  | { what: 'payment'; debtId: string; reference: string; amountCents: number }
  | { what: 'plan'; debtId: string }
  | { what: 'message'; customerId: string; interactionId: string }
  /** Nothing more may start on these channels. */
  | { what: 'silence'; customerId: string; channels: readonly string[] }
  | { what: 'dispute'; debtId: string }
  | { what: 'dispute-answered'; debtId: string; answer: string }
  | { what: 'attorney'; debtId: string }
  | { what: 'closed'; debtId: string; status: string }
  | { what: 'number-changed'; customerId: string; phone: string; contactId: string };

/** `confirmedAt`: real time, when the answer had come. */
export type Confirmed = Accepted & { confirmedAt: Date };

const fileIn = (dataDir: string): string => join(dataDir, 'accepted.jsonl');

/** Kept beside the data, so that an auditor who comes later knows what was promised. */
export class Acceptances {
  readonly #file: string;

  constructor(dataDir: string) {
    this.#file = fileIn(dataDir);
  }

  add(accepted: readonly Accepted[], confirmedAt = new Date()): void {
    appendFileSync(this.#file, accepted.map((each) => `${JSON.stringify({ ...each, confirmedAt })}\n`).join(''));
  }
}

/** Empty where nobody kept any. */
export function readAccepted(dataDir: string): Confirmed[] {
  if (!existsSync(fileIn(dataDir))) return [];
  const lines = readFileSync(fileIn(dataDir), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const { confirmedAt, ...accepted } = JSON.parse(line) as Accepted & { confirmedAt: string };
    return { ...accepted, confirmedAt: new Date(confirmedAt) };
  });
}
