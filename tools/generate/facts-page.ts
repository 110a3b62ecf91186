import { factNames, factRegistry } from '../../services/compliance-guard/src/rules/fact-registry.ts';
import type { RegisteredFact } from '../../services/compliance-guard/src/rules/registry/registered.ts';

const subjects: readonly (readonly [RegisteredFact['on'], string])[] = [
  ['request', 'The question'],
  ['contact', 'The email, phone or address'],
  ['person', 'The customer'],
  ['debt', 'The debt'],
  ['collector', 'Whoever collects'],
];

const whileUnknown = ({ type, whenUnknown }: RegisteredFact): string => {
  if (whenUnknown === 'stricter') return 'whatever makes the rule bind';
  return type === 'flag' ? 'no' : 'not on record';
};

const escaped = (text: string): string => text.replaceAll('|', '\\|');

/** The only words it knows, where there are only some. */
const about = ({ about: text, words }: RegisteredFact): string =>
  escaped(words ? `${text} One of ${words.join(', ')}.` : text);

const sources = (fact: RegisteredFact): string =>
  fact.sources.map((source) => `\`${escaped(source)}\``).join(', else ');

const row = (name: string, fact: RegisteredFact): string =>
  `| \`${name}\` | ${fact.type} | ${about(fact)} | ${sources(fact)} | ${whileUnknown(fact)} |`;

/** docs/facts.md: every fact that a rule may name, who sets it, and how it reads while nobody has. */
export function factsPage(): string {
  const parts = [
    '# Facts',
    'Rules decide by these facts and by what limits count (contacts made) and holds stop, and by nothing else. Written from the registry of the compliance guard by `npm run generate`.',
  ];
  for (const [on, title] of subjects) {
    const rows = factNames.filter((name) => factRegistry[name].on === on).map((name) => row(name, factRegistry[name]));
    parts.push(
      `## ${title}`,
      ['| fact | type | what it says | who sets it | while unknown |', '| --- | --- | --- | --- | --- |', ...rows].join(
        '\n',
      ),
    );
  }
  return `${parts.join('\n\n')}\n`;
}
