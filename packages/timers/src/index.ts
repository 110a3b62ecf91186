export { timerKind, type TimerKind, type TimerRow } from './timer-kind.ts';
export {
  cancelTimers,
  countOfKind,
  schedule,
  scheduleNew,
  timerRows as timers,
  timersCollections,
  type Scheduled,
} from './timer.store.ts';
export { tryAgain } from './try-again.ts';
export { job, timer, type JobOutcome, type Work } from './work.ts';
export { startTimers, type Outlook, type Timers } from './start-timers.ts';
export { outstandingWork, type Outstanding } from './outstanding-work.ts';
export { countFaulty } from './timer.store.ts';
export { listFaultyTimers, redriveKind, redriveTimer, type FaultyTimer } from './faulty-timers.ts';
