import { eventually } from '@fairdue/testing';
import { answerIn, asShown, Person, stepsOf } from './manual-page.ts';
import { startPlatform, type RunningPlatform } from './running-platform.ts';

let platform: RunningPlatform;
let person: Person;
beforeAll(async () => {
  platform = await startPlatform();
  person = new Person({ KEY: platform.apiKey, URL: platform.url });
}, 180_000);
afterAll(() => platform.stop(), 60_000);

/** How long a person asks again: what a fact brings is there a moment later, and time moves on as fast as the machine can. */
function patienceMs(commands: string): number {
  if (commands.includes('/agency/v1/clock')) return 120_000;
  return / -d | -X /.test(commands) ? 0 : 15_000;
}

test('every request of the page has its answer, from placing a debt to taking it back', () => {
  const answered = stepsOf('docs/by-hand.md').filter(({ shown }) => shown !== '');

  const requests = answered.map(({ commands }) => commands).join('');
  for (const step of ['customers/ -d', '?reference=', 'clientFields', 'pauseCollections', 'payments/', 'retract'])
    expect(requests).toContain(step);
  expect(stepsOf('docs/by-hand.md').length - answered.length).toBe(1); // what sets KEY and URL
});

test.each(stepsOf('docs/by-hand.md').map((step) => [step.title, step] as const))(
  'docs/by-hand.md tells the truth: %s',
  async (_command, { commands, shown }) => {
    const typeAndCompare = async (): Promise<void> => {
      const printed = await person.type(commands);
      expect(answerIn(printed)).toEqual(asShown(answerIn(shown)));
    };

    await eventually(() => typeAndCompare().then(() => true), patienceMs(commands));
  },
  200_000,
);
