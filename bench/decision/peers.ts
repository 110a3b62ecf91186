import { setFlagsFromString } from 'node:v8';
import { ZenEngine } from '@gorules/zen-engine';
import cedar from '@cedar-policy/cedar-wasm/nodejs';
import { Engine, type NestedCondition } from 'json-rules-engine';
import { policy, ruleOf, type Test, type Told } from './policy.ts';

/** Answers with the rules that object, each once. */
export type Peer = { name: string; decide: (told: Told) => Promise<string[]> | string[] };

const rulesOf = (rowIds: readonly string[]): string[] => [...new Set(rowIds.map(ruleOf))];

function jsonRulesEngine(): Peer {
  const condition = ({ field, is, in: words, from, below }: Test): NestedCondition => {
    if (is !== undefined) return { fact: field, operator: 'equal', value: is };
    if (words) return { fact: field, operator: 'in', value: words };
    return from === undefined
      ? { fact: field, operator: 'lessThan', value: below }
      : { fact: field, operator: 'greaterThanInclusive', value: from };
  };
  const engine = new Engine(
    policy.map(({ id, when }) => ({ conditions: { all: when.map(condition) }, event: { type: id } })),
  );
  return {
    name: 'json-rules-engine',
    decide: async (told) => rulesOf((await engine.run(told)).events.map(({ type }) => type)),
  };
}

/** A decision table whose rows all may hit, a column for each field. */
function goRulesZen(): Peer {
  const text = (value: unknown): string => JSON.stringify(value);
  const cell = ({ is, in: words, from, below }: Test): string => {
    if (is !== undefined) return text(is);
    if (words) return words.map(text).join(', ');
    return from === undefined ? `< ${below}` : `>= ${from}`;
  };
  const fields = [...new Set(policy.flatMap(({ when }) => when.map(({ field }) => field)))];
  const content = {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', content: {} },
      {
        id: 'table',
        type: 'decisionTableNode',
        name: 'table',
        content: {
          hitPolicy: 'collect',
          inputs: fields.map((field) => ({ id: field, name: field, field })),
          outputs: [{ id: 'rule', name: 'rule', field: 'rule' }],
          rules: policy.map(({ id, when }) => ({
            _id: id,
            ...Object.fromEntries(fields.map((field) => [field, ''])),
            ...Object.fromEntries(when.map((test) => [test.field, cell(test)])),
            rule: text(id),
          })),
        },
      },
      { id: 'out', type: 'outputNode', name: 'out', content: {} },
    ],
    edges: [
      { id: '1', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: '2', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  };
  const decision = new ZenEngine().createDecision(content);
  return {
    name: 'GoRules ZEN',
    async decide(told) {
      const { result } = await decision.evaluate(told);
      return rulesOf((result as { rule: string }[]).map(({ rule }) => rule));
    },
  };
}

/** One permit for everybody and one forbid for each row, parsed once. */
function cedarPolicies(): Peer {
  setFlagsFromString('--no-turbo-inline-js-wasm-calls'); // with them Node 20 ends in `unreachable code` after some thousand
  const term = ({ field, is, in: words, from, below }: Test): string => {
    const value = `context.${field}`;
    if (is !== undefined) return `${value} == ${JSON.stringify(is)}`;
    if (words) return `${JSON.stringify(words)}.contains(${value})`;
    return from === undefined ? `${value} < ${below}` : `${value} >= ${from}`;
  };
  const staticPolicies = {
    anybody: 'permit (principal, action, resource);',
    ...Object.fromEntries(
      policy.map(({ id, when }) => [
        id,
        `forbid (principal, action, resource) when { ${when.map(term).join(' && ')} };`,
      ]),
    ),
  };
  const parsed = cedar.preparsePolicySet('policy', { staticPolicies });
  if (parsed.type === 'failure') throw new Error(parsed.errors.map(({ message }) => message).join());
  const question = {
    principal: { type: 'Collector', id: 'one' },
    action: { type: 'Action', id: 'contact' },
    resource: { type: 'Customer', id: 'one' },
    preparsedPolicySetId: 'policy',
    entities: [],
  };
  return {
    name: 'Cedar',
    decide(told) {
      const answer = cedar.statefulIsAuthorized({ ...question, context: told });
      if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join());
      const { decision, diagnostics } = answer.response;
      return decision === 'allow' ? [] : rulesOf(diagnostics.reason);
    },
  };
}

export const peers = (): Peer[] => [jsonRulesEngine(), goRulesZen(), cedarPolicies()];
