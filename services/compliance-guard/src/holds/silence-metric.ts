import type { Guard } from '../permits/guard.ts';

export const silenceSeconds = ({ metrics }: Guard['deps']) =>
  metrics.histogram(
    'fairdue_silence_seconds',
    'From a hold being stored to certainty that nothing it forbids can begin any more: because every hand-over under way was reported on, or because the window of each was waited out.',
    ['by'],
    [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 6, 8],
  );

/** Both ways stand at 0 from the start: nobody sees the first value of a series that is new, and the first one waited out is the alarm. */
export function startAtNoSilence(deps: Guard['deps']): void {
  for (const by of ['reported', 'waited-out']) silenceSeconds(deps).zero({ by });
}
