import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as contracts from '@fairdue/contracts';
import { eventMeanings } from './event-meanings.ts';
import { eventSamples } from './event-samples.ts';

/** `PaymentRecordedV1` by `recover.payment-recorded.v1`. */
const names = new Map(
  Object.entries(contracts).flatMap(([name, value]) =>
    typeof value === 'object' && 'keyOf' in value && 'type' in value ? [[String(value.type), name] as const] : [],
  ),
);

type Source = { service: string; text: string };

const sources = (): Source[] =>
  execFileSync('git', ['ls-files', 'services/*/src/*.ts'], { encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '' && !/\.(test|builders)\.ts$|\/test-[^/]*\.ts$/.test(path))
    .map((path) => ({ service: path.split('/')[1] ?? '', text: readFileSync(path, 'utf8') }));

/** The services whose code names the fact and that do not publish it. */
function readersOf(type: string, publisher: string, all: readonly Source[]): string[] {
  const mention = new RegExp(`\\b${names.get(type)}\\b`);
  const readers = all.filter(({ service, text }) => service !== publisher && mention.test(text));
  return [...new Set(readers.map(({ service }) => service))].toSorted();
}

const meaningOf = (type: string): string => {
  const meaning = eventMeanings[type.replace(/\.v\d+$/, '')];
  if (meaning === undefined) throw new Error(`tools/generate/event-meanings.ts does not say when ${type} is published`);
  return meaning;
};

/** docs/events/README.md: every fact, when it is published, by whom and for whom, and one whole message. */
export function eventsPage(): string {
  const all = sources();
  const samples = eventSamples();
  const parts = [
    '# Events',
    'Every fact that the platform publishes to Kafka. Written from `packages/contracts` by `npm run generate`. How to read them, and what a reader must do about order, repeats and unknown versions, stands in [consume events](../how-to/consume-events.md); [asyncapi.json](asyncapi.json) describes them for tools.',
    'Who reads a fact within the platform is taken from the code. Nobody there means that it is for you: for reports, for your own systems.',
  ];
  for (const [topic, { publisher, key }] of Object.entries(contracts.topics)) {
    const definitions = [...contracts.eventDefinitions.values()].filter((each) => each.topic === topic);
    parts.push(`## ${topic}`, `Published by ${publisher}, keyed by \`${key}\`.`);
    for (const { type } of definitions) {
      const name = type.replaceAll('.', '-');
      const readers = readersOf(type, publisher, all);
      parts.push(
        `### ${type}`,
        `${meaningOf(type)} Read by ${readers.length > 0 ? readers.join(', ') : 'nobody in the platform'}. [Schema](${name}.schema.json).`,
        `\`\`\`json\n${JSON.stringify(samples.get(name), null, 2)}\n\`\`\``,
      );
    }
  }
  return `${parts.join('\n\n')}\n`;
}
