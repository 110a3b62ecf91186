/** Names a kind of timer and what its rows carry. Business time may be moved in a sandbox; real time never is. */
export type TimerKind<Data> = {
  readonly name: string;
  readonly time: 'business' | 'real';
  /** Only for the compiler: what a row of this kind carries. */
  readonly data?: Data;
};

export const timerKind = <Data extends object>(
  name: string,
  { time }: { time: 'business' | 'real' },
): TimerKind<Data> => ({
  name,
  time,
});

/** A row that has fallen due. `attempts` counts earlier tries that failed. */
export type TimerRow<Data> = {
  readonly id: string;
  readonly key: string;
  readonly dueAt: Date;
  readonly data: Data;
  readonly attempts: number;
};
