import type { Guard } from '../permits/guard.ts';

export const silenceSeconds = ({ metrics }: Guard['deps']) =>
  metrics.histogram(
    'fairdue_silence_seconds',
    'From a hold being stored to certainty that nothing it forbids can begin any more: because every hand-over under way was reported on, or because the window of each was waited out.',
    ['by'],
    [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 6, 8],
  );
