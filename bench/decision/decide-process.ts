import { evaluate, isBlocking } from '../../services/compliance-guard/src/rules/evaluate.ts';
import type { Facts } from '../../services/compliance-guard/src/rules/facts.ts';
import { nextAllowedAt } from '../../services/compliance-guard/src/rules/next-allowed.ts';
import { ruleset, rulesetOf, type Ruleset } from '../../services/compliance-guard/src/rules/ruleset.ts';
import { byHand } from './by-hand.ts';
import { peers } from './peers.ts';
import { policy, ruleOf, toldOf } from './policy.ts';
import { randomCases } from './random-cases.ts';

/*
 * One contender in a process of its own, so that no other's code and garbage weigh on it. Asked `differ`, it decides every
 * case and tells how many differ from the guard's full rule set; asked `run`, it tells decisions a second of processor time.
 */
type Answer = { rules: readonly string[]; next: number | null };
const [name = '', count = '1000', perRound = '1000'] = process.argv.slice(2);

const guard =
  (rules: Ruleset) =>
  (facts: Facts): Answer => {
    const judged = evaluate(rules, facts);
    const against = judged.filter(isBlocking).map(({ rule }) => rule.id);
    return { rules: against, next: against.length > 0 ? nextAllowedAt(rules, facts, judged) : null };
  };

/** The records of the policy alone: what whoever wrote it by hand has written. */
const ids = new Set(policy.map(({ id }) => ruleOf(id)));
const some = rulesetOf(
  'bench',
  ruleset.rules.filter(({ id }) => ids.has(id)),
);

const cases = randomCases(Number(count));
const ofGuard = guard(ruleset);
const peer = peers().find((each) => each.name === name);
const ours = { 'full rule set': ofGuard, 'the same policy': guard(some), 'written by hand': byHand }[name];

/** As every question comes: with facts that nobody has looked at before. */
const fresh = (facts: Facts): Facts => ({ ...facts, recorded: [...facts.recorded] });
const textOf = ({ rules, next }: Answer): string => `${rules.toSorted().join()} ${next}`;

async function differing(): Promise<number> {
  let differ = 0;
  for (const facts of cases) {
    const expected = ofGuard(facts);
    const told = peer && (await peer.decide(toldOf(facts)));
    const answer = told ? { ...expected, rules: told } : ours?.(facts);
    if (!answer || textOf(answer) !== textOf(expected)) differ++;
  }
  return differ;
}

async function perSecond(): Promise<number> {
  const questions = cases.slice(0, Number(perRound)).map((facts) => ({ facts: fresh(facts), told: toldOf(facts) }));
  globalThis.gc?.();
  const before = process.cpuUsage();
  for (const { facts, told } of questions) {
    if (peer) await peer.decide(told);
    else ours?.(facts);
  }
  const { user, system } = process.cpuUsage(before);
  return (questions.length * 1e6) / (user + system);
}

process.on('message', async (question) =>
  process.send?.(question === 'differ' ? await differing() : await perSecond()),
);
process.send?.('ready');
