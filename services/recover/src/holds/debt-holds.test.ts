import { close } from '../closings/closing.ts';
import type { Debt } from '../debts/debt.ts';
import { pause, unpause } from '../debts/pause.ts';
import { placedAt as now, placedDebt } from '../debts/placed-debt.ts';
import { reopen, retract } from '../debts/retraction.ts';
import { answerDispute, openDispute } from '../disputes/dispute.ts';
import { holdsEnded, holdsOf, holdsToTell } from './debt-holds.ts';

const placed = placedDebt();
const debtId = placed._id;
const paused = pause(placed, { reason: 'OTHER', days: 30, changesStatus: false }, {}, now);
const disputed = openDispute(paused, 'Not mine', now);
const terms = { keepIfOnPaymentPlan: true, keepIfHasDispute: false, skipTerminalValidation: true };
const retracted = retract(disputed, terms, now);

const keys = (debt: Debt) => holdsOf(debt).map(({ reason, source }) => [reason, source.key, source.version]);

test('a debt that nothing stands against holds nothing', () => {
  expect(holdsOf(placed)).toEqual([]);
});

test('everything that stands against contact is a hold of its own, dated by when it began', () => {
  expect(keys(disputed)).toEqual([
    ['pause', `pause:${debtId}`, 2],
    ['dispute', `dispute:${debtId}`, 3],
  ]);
  expect(holdsOf(paused)).toMatchObject([
    { debtIds: [debtId], themes: 'collection', endsAt: '2026-02-04T12:00:00.000Z' },
  ]);
  expect(keys(retracted)).toEqual([['retracted', `retraction:${debtId}`, 4]]);
});

test.each([
  ['Bankruptcy', 'bankruptcy', 'all', []],
  ['Deceased', 'deceased', 'all', []],
  ['Fraud', 'fraud', 'collection', [debtId]],
  ['ClosedByAgency', 'closed', 'collection', [debtId]],
] as const)('%s stands as %s against %s', (status, reason, themes, debtIds) => {
  expect(holdsOf(close(placed, { status }, now))).toMatchObject([{ reason, themes, debtIds, endsAt: null }]);
});

test('only what is new is told, and all of it again when nothing changed', () => {
  expect(holdsToTell(paused, disputed)).toEqual(holdsOf(disputed).slice(1));
  expect(holdsToTell(disputed, disputed)).toEqual(holdsOf(disputed));
});

test.each([
  ['an unpause', disputed, unpause(disputed, { changesStatus: true }, now), ['pause']],
  ['an answer', disputed, answerDispute(disputed, 'verified', now), ['dispute']],
  ['a retraction', disputed, retracted, ['pause', 'dispute']],
  ['a reopening', retracted, reopen(retracted, placed.toCollect, now), ['retraction']],
  ['a longer pause', paused, pause(paused, { reason: 'OTHER', days: 60, changesStatus: false }, {}, now), []],
])('%s takes off what no longer stands', (_what, before, after, ended) => {
  expect(holdsEnded(before, after).map(({ source }) => source.key)).toEqual(ended.map((name) => `${name}:${debtId}`));
});
