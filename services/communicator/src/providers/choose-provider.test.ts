import { chooseProvider } from './choose-provider.ts';

const provider = (name: string, rests = false) => ({ name, isResting: () => rests });

test.each([
  ['both are well', [provider('a'), provider('b')], [], 'a', true],
  ['the first rests', [provider('a', true), provider('b')], [], 'b', true],
  ['the first was tried', [provider('a'), provider('b')], ['a'], 'b', false],
  ['the first was tried and the second rests', [provider('a'), provider('b', true)], ['a'], 'b', false],
  ['all rest', [provider('a', true), provider('b', true)], [], 'a', true],
  ['all were tried', [provider('a'), provider('b')], ['a', 'b'], 'a', false],
  ['there is one', [provider('a', true)], [], 'a', false],
] as const)('when %s', (_name, [first, ...others], tried, chosen, hasAnother) => {
  const choice = chooseProvider([first, ...others], tried);

  expect([choice.provider.name, choice.hasAnother]).toEqual([chosen, hasAnother]);
});
