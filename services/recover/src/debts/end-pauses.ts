import { DebtUnpausedV1, type RecordedBy } from '@fairdue/contracts';
import type { Deps } from '@fairdue/service';
import { timer } from '@fairdue/timers';
import { loadDebt } from './debt.store.ts';
import { pauseEnd } from './pause-end.ts';
import { runOut } from './pause.ts';
import { storeChange } from './store-change.ts';

const itself: RecordedBy = { kind: 'service', id: 'recover', description: 'the pause ran out' };

/** A pause of N days runs out by itself. What replaced or lifted it meanwhile stays as it is. */
export const endPauses = ({ now }: Deps) =>
  timer(pauseEnd, async (tx, rows) => {
    for (const { id, data } of rows) {
      const before = await loadDebt(tx, data.creditorId, id);
      const after = runOut(before, now());
      if (after !== before) await storeChange(tx, before, after, { fact: DebtUnpausedV1, recordedBy: itself });
    }
  });
