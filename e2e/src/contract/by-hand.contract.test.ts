import { eventually } from '@fairdue/testing';
import { answerIn, asShown, Person, stepsOf } from './manual-page.ts';
import { startPlatform, type RunningPlatform } from './running-platform.ts';

let platform: RunningPlatform;
beforeAll(async () => {
  platform = await startPlatform();
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

describe.each(['docs/by-hand.md', 'docs/campaigns.md'])('%s tells the truth', (page) => {
  let person: Person;
  beforeAll(() => {
    person = new Person({ KEY: platform.apiKey, URL: platform.url });
  });

  test.each(stepsOf(page).map((step) => [step.title, step] as const))(
    '%s',
    async (_command, { commands, shown }) => {
      const typeAndCompare = async (): Promise<void> => {
        const printed = await person.type(commands);
        expect(answerIn(printed)).toEqual(asShown(answerIn(shown)));
      };

      await eventually(() => typeAndCompare().then(() => true), patienceMs(commands));
    },
    200_000,
  );
});
