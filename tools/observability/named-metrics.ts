import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';

const folder = join(import.meta.dirname, '../../deploy/observability');

/** Where an expression of PromQL stands, and the expression. */
export type Named = { where: string; expr: string };

/** `legend`: the labels by which its lines are told apart. */
export type Panel = Named & { legend: string[] };

type Target = { expr: string; legendFormat: string };
type Dashboard = { title: string; panels: { title: string; targets: Target[] }[] };

/** Of every panel of every dashboard. */
export const dashboardExpressions = (): Panel[] =>
  readdirSync(join(folder, 'grafana')).flatMap((file) => {
    const { panels } = JSON.parse(readFileSync(join(folder, 'grafana', file), 'utf8')) as Dashboard;
    return panels.flatMap(({ title, targets }) =>
      targets.map(({ expr, legendFormat }) => {
        const legend = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label);
        return { where: `${file}: ${title}`, expr, legend };
      }),
    );
  });

export type Alert = { name: string; expr: string; forHowLong: string; runbook: string };

const unquoted = (text: string): string => text.replace(/^'(.*)'$/, '$1').replaceAll("''", "'");

/** The rules of alerts.yml, which has one field in a line. */
export function alerts(): Alert[] {
  const rules = readFileSync(join(folder, 'prometheus/alerts.yml'), 'utf8').split('- alert: ').slice(1);
  return rules.map((rule) => ({
    name: rule.slice(0, rule.indexOf('\n')).trim(),
    expr: unquoted(/^ +expr: (.+)$/m.exec(rule)?.[1] ?? ''),
    forHowLong: /^ +for: (.+)$/m.exec(rule)?.[1] ?? '',
    runbook: /^ +runbook_url: (.+)$/m.exec(rule)?.[1] ?? '',
  }));
}

/** The series that an expression looks at, in its own words: `a_total{b="c"}`. Throws where it is no PromQL. */
export function selectorsOf({ where, expr }: Named): string[] {
  const selectors: string[] = [];
  parser.parse(expr).iterate({
    enter({ name, from, to, type }) {
      if (type.isError) throw new Error(`${where}: no PromQL at ${from}: ${expr}`);
      if (name === 'VectorSelector') selectors.push(expr.slice(from, to));
    },
  });
  return selectors;
}

/** The metrics of an expression. */
export const metricsOf = (named: Named): string[] =>
  selectorsOf(named).map((selector) => /^[\w:]+/.exec(selector)?.[0] ?? '');

/** All that dashboards and alerts look at. */
export const metricsNamedByOperators = (): string[] => {
  const named = [...dashboardExpressions(), ...alerts().map(({ name, expr }) => ({ where: name, expr }))];
  return [...new Set(named.flatMap(metricsOf))].toSorted();
};
