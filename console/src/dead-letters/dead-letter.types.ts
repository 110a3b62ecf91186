/** What the screens read of dead letters. */

export type Cause = { code: string; detail: string };

export type DeadLetter = {
  _id: string;
  topic: string;
  key: string | null;
  type: string | null;
  state: string;
  cause: Cause;
  attempts: number;
  deadAt: string;
  givenUp: { by: string; reason: string } | null;
};

export type Open = { kind: 'show' | 'give-up'; service: string; letter: DeadLetter };
