import { AsyncLocalStorage } from 'node:async_hooks';

// Node asks every storage ever entered about every promise, until it is disabled, and each suite brings its own. Those of the
// suites before are put away here, or the hundredth suite in a worker takes several times what it takes alone.
const kept = Symbol.for('fairdue.entered-storages');
const { prototype } = AsyncLocalStorage;
prototype[kept] ??= enteredStorages();
for (const storage of prototype[kept]) storage.disable();
prototype[kept].clear();

function enteredStorages() {
  const entered = new Set();
  const enable = prototype._enable;
  prototype._enable = function () {
    entered.add(this);
    return enable.call(this);
  };
  return entered;
}
