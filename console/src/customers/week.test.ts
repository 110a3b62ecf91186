import { closingRules, daysOf, openHours, type Closing } from './week.ts';

const hours: Closing = { ruleId: 'reg-f-hours', reasonCode: 'quietHours', message: 'Quiet hours', citations: [] };
const cap: Closing = { ...hours, ruleId: 'lender-cap', message: 'Cap' };

test('a calendar is drawn by the clocks of the customer, day by day', () => {
  const windows = [{ from: '2026-12-01T14:00:00Z', until: '2026-12-02T03:00:00Z' }];
  const gaps = [{ from: '2026-12-02T03:00:00Z', until: '2026-12-02T14:00:00Z', closedBy: [hours] }];

  const days = daysOf({ windows, gaps }, 'America/Chicago');

  expect(days.map(({ date }) => date)).toEqual(['2026-12-01', '2026-12-02']);
  expect(days.map(openHours)).toEqual(['08:00–21:00', 'closed']);
  expect(days[0]?.stretches.at(-1)).toMatchObject({ fromMinutes: 1_260, untilMinutes: 1_440, isOpen: false });
  expect(days[1]?.stretches[0]).toMatchObject({ fromMinutes: 0, untilMinutes: 480 });
});

test.each([
  ['of 23 hours', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
  ['of 25 hours', '2026-11-01', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
])('a day %s is one day', (_what, date, from, until) => {
  const days = daysOf({ windows: [{ from, until }], gaps: [] }, 'America/New_York');

  expect(days.map((day) => [day.date, openHours(day)])).toEqual([[date, '00:00–24:00']]);
});

test('a rule is named once, with the days on which it closes something', () => {
  const day = (closedBy: Closing[]) => ({
    date: '2026-12-01',
    stretches: [{ fromMinutes: 0, untilMinutes: 60, isOpen: false, closedBy }],
  });

  expect(closingRules([day([cap, hours]), day([hours, hours])])).toMatchObject([
    { ruleId: 'reg-f-hours', days: 2 },
    { ruleId: 'lender-cap', days: 1 },
  ]);
});
