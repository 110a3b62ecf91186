import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alerts, dashboardExpressions, metricsNamedByOperators, metricsOf } from './named-metrics.ts';

const root = join(import.meta.dirname, '../..');

test('what is no PromQL is seen', () => {
  expect(() => metricsOf({ where: 'here', expr: 'sum by (le (rate(x[5m]))' })).toThrow('here');
  expect(metricsOf({ where: 'here', expr: 'sum(rate(a_total{b="c"}[5m])) / max(d)' })).toEqual(['a_total', 'd']);
});

test('every expression of a dashboard or an alert is PromQL, and is about something', () => {
  const named = [...dashboardExpressions(), ...alerts().map(({ name, expr }) => ({ where: name, expr }))];

  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((each) => metricsOf(each).length === 0)).toEqual([]);
});

test('every metric of ours is named as all are', () => {
  const foreign = /^(up|ALERTS|nodejs_|process_)/;
  const form =
    /^fairdue_[a-z_]+?(_total|_seconds|_bucket|_count|_records|_keys|_waiting|_faulty|_open|_unsettled|_streams)$/;

  expect(metricsNamedByOperators().filter((name) => !foreign.test(name) && !form.test(name))).toEqual([]);
});

test('what is scraped keeps the labels that alerts ask for: the job, and whose a series is', () => {
  const asked = [...dashboardExpressions(), ...alerts()].flatMap(
    ({ expr }) => expr.match(/\b(?:job|service)=~?"[^"]*"/g) ?? [],
  );
  expect(new Set(asked)).toEqual(new Set(['job="fairdue"', 'service="compliance-guard"']));

  const compose = readFileSync(join(root, 'deploy/observability/prometheus/prometheus.yml'), 'utf8');
  expect(compose).toContain('job_name: fairdue\n');
  expect(compose).not.toMatch(/labels:/);
  const kubernetes = readFileSync(join(root, 'deploy/helm/fairdue/templates/monitoring.yaml'), 'utf8');
  expect(kubernetes).toContain('honorLabels: true\n');
  expect(kubernetes).toContain('relabelings: [{ targetLabel: job, replacement: fairdue }]\n');
});

test('every alert has its page, and every page its alert', () => {
  const named = alerts().map(({ name, runbook }) => [name, runbook]);

  expect(named.length).toBeGreaterThan(10);
  expect(named).toEqual(named.map(([name]) => [name, `docs/runbooks/${name}.md`]));
  expect(readdirSync(join(root, 'docs/runbooks')).toSorted()).toEqual(named.map(([name]) => `${name}.md`).toSorted());
  for (const [, page = ''] of named) {
    expect(existsSync(join(root, page))).toBe(true);
    const text = readFileSync(join(root, page), 'utf8');
    for (const part of ['What it means', 'First three commands', 'Causes', 'Cures', 'When to stop sending'])
      expect(text).toContain(`## ${part}`);
  }
});
