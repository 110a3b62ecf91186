import { processEnvironment } from '@fairdue/config';
import { eventually } from '@fairdue/testing';
import { evaluate, type Window } from './evaluate.ts';
import { alerts, dashboardExpressions, selectorsOf, type Named } from './named-metrics.ts';
import { gaugesOf, readSamples, type Sample } from './samples.ts';
import { campaigns } from './scenarios/campaign.ts';
import { communicators } from './scenarios/communicator.ts';
import type { Course, Scenario } from './scenarios/course.ts';
import { facts } from './scenarios/facts.ts';
import { guards } from './scenarios/guard.ts';
import { processes } from './scenarios/process.ts';
import { timers } from './scenarios/timers.ts';

const scenarios: readonly Scenario[] = [...facts, ...timers, ...processes, ...guards, ...communicators, ...campaigns];

/** Prometheus's own: no service of ours shows them. */
const foreign = /^(up|ALERTS)\b/;
const rules = alerts().map(({ name, expr }) => ({ where: name, expr }));
const isOurs = (named: Named): boolean => !selectorsOf(named).every((selector) => foreign.test(selector));
const panels = dashboardExpressions().filter(isOurs);
const named = new Set([...rules, ...panels].flatMap(selectorsOf));
/** How much memory is given back, and when, is not for us to say. */
const staysUp = new Set(['process_resident_memory_bytes']);

test('whatever an alert or a dashboard names is moved here, as one, and every alert fires here', () => {
  const moved = scenarios.map(({ moves }) => new Set(moves));
  const unmoved = [...rules, ...panels]
    .filter(isOurs)
    .filter((each) => !moved.some((moves) => selectorsOf(each).every((selector) => moves.has(selector))));
  expect(unmoved.map(({ where, expr }) => `${where}: named, and nothing here moves it: ${expr}`)).toEqual([]);
  expect(scenarios.flatMap(({ moves }) => moves.filter((each) => !named.has(each)))).toEqual([]);

  const fired = new Set(scenarios.flatMap(({ fires = [] }) => fires));
  expect(rules.map(({ where }) => where).filter((name) => !fired.has(name))).toEqual(['FairdueDown']);
});

type Seen = { samples: Sample[]; gauges: Set<string> };

async function look({ scrape }: Course): Promise<Seen> {
  const text = await scrape();
  return { samples: readSamples(text), gauges: gaugesOf(text) };
}

const totalOf = (selector: string, { samples }: Seen): number =>
  evaluate(selector, { before: [], after: samples }).reduce((sum, { value }) => sum + value, 0);

const windowOf = (before: Seen, after: Seen): Window => ({ before: before.samples, after: after.samples });

/** Of these alerts those that would wake somebody. */
const firing = (names: readonly string[], window: Window): string[] =>
  rules
    .filter(({ where, expr }) => names.includes(where) && evaluate(expr, window).length > 0)
    .map(({ where }) => where);

/** Panels that are about nothing but what moved and show nothing of it, or nothing by which its lines are told apart. */
function emptyPanels(moves: readonly string[], window: Window): string[] {
  const about = panels.filter((panel) => selectorsOf(panel).every((selector) => moves.includes(selector)));
  return about
    .filter(({ expr, legend }) => {
      const lines = evaluate(expr, window);
      const isClear = lines.every(({ labels }) => legend.every((label) => label in labels || !expr.includes(label)));
      return !isClear || !lines.some(({ value }) => Number.isFinite(value));
    })
    .map(({ where }) => where);
} // prettier-ignore

const metricOf = (selector: string): string => selector.replace(/\{.*/, '');

/** Real engines have metrics of their own only where facts are stored and travel. */
const isReal = processEnvironment()['ENGINES'] === 'real';

test.each(isReal ? [...facts, ...timers] : scenarios)('seen by an operator: $what', async ({ moves, fires = [], begin }) => {
  const course = await begin();
  try {
    const before = await look(course);
    expect(firing(fires, windowOf(before, before))).toEqual([]);

    await course.happen();
    const after = await eventually(async () => {
      const now = await look(course);
      const window = windowOf(before, now);
      expect(moves.filter((each) => totalOf(each, now) <= totalOf(each, before))).toEqual([]);
      expect(firing(fires, window).toSorted()).toEqual([...fires].toSorted());
      expect(emptyPanels(moves, window)).toEqual([]);
      return now;
    }, 30_000);

    const falls = moves.filter((each) => after.gauges.has(metricOf(each)) && !staysUp.has(metricOf(each)));
    if (falls.length > 0 && !course.heal) throw new Error(`Nothing here shows that it comes back: ${falls.join()}`);
    await course.heal?.();
    await eventually(async () => {
      const healed = await look(course);
      const least = (each: string): number => totalOf(each, before) + (totalOf(each, after) - totalOf(each, before)) / 10;
      expect(falls.filter((each) => totalOf(each, healed) > least(each))).toEqual([]);
      expect(firing(fires, windowOf(after, healed))).toEqual([]);
    }, 30_000);
  } finally {
    await course.end();
  }
}, 90_000); // prettier-ignore
