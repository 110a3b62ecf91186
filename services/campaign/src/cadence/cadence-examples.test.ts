import { parseCadence } from './parse-cadence.ts';
import { schedule, type CadenceWarning } from './schedule.ts';

const start = '2026-12-01'; // a Tuesday
const dayMs = 86_400_000;

const scheduled = (phrase: string) => {
  const cadence = parseCadence(phrase);
  return cadence && { ...schedule(cadence, start, ['email', 'sms', 'call']), timeOfDay: cadence.timeOfDay };
};
const daysOf = (phrase: string): number[] =>
  scheduled(phrase)?.slots.map(({ date }) => (Date.parse(date) - Date.parse(start)) / dayMs + 1) ?? [];
const datesOf = (phrase: string): string[] => scheduled(phrase)?.slots.map(({ date }) => date) ?? [];

const everyWeek = Array.from({ length: 12 }, (_, i) => 1 + i * 7);
const threeAWeek = [1, 3, 5, 8, 10, 12, 15, 17, 19, 22, 24, 26];

test.each<[number, string, number[], ...CadenceWarning[]]>([
  [1, 'once per week', everyWeek],
  [2, 'day 1, day 5, day 14', [1, 5, 14]],
  [3, 'weekly', everyWeek],
  [4, 'bi-weekly', [1, 15, 29, 43, 57, 71, 85]],
  [7, 'twice per week', [1, 4, 8, 11, 15, 18, 22, 25, 29, 32, 36, 39]],
  [8, '3 times a week', threeAWeek],
  [9, 'daily', threeAWeek, 'cadence_lowered'],
  [10, 'twice a day', threeAWeek, 'cadence_lowered'],
  [11, 'every other day', threeAWeek, 'cadence_lowered'],
  [12, 'every 3 days', [1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 34]],
  [13, 'days 1, 7 and 21', [1, 7, 21]],
  [14, 'day 0, day 3, day 10', [1, 4, 11]],
  [15, 'day 14, day 5, day 1', [1, 5, 14]],
  [16, 'days 1-5', [1, 2, 3], 'cadence_clipped'],
  [17, 'after 3 days, 7 days, 14 days', [4, 8, 15]],
  [18, 'T+0, T+5, T+14', [1, 6, 15]],
  [19, 'week 1, week 3, week 6', [1, 15, 36]],
  [25, 'weekly for 4 weeks', [1, 8, 15, 22]],
  [27, 'daily for 2 weeks', [1, 3, 5, 8, 10, 12], 'cadence_lowered'],
  [29, '1x/week', everyWeek],
  [30, 'once', [1]],
  [31, 'twice, 1 week apart', [1, 8]],
  [32, 'up to 3 times', [1, 8, 15], 'cadence_default_spacing'],
  [33, 'weekly, max 5 touches', [1, 8, 15, 22, 29]],
  [34, 'weekly until paid', everyWeek],
  [35, 'weekly until 2027-01-15', [1, 8, 15, 22, 29, 36, 43]],
  [37, 'every 10 days starting in 2 weeks', [15, 25, 35, 45, 55, 65, 75, 85, 95]],
  [38, 'weekly, mornings', everyWeek],
  [40, 'day 1 email, day 5 sms, day 14 call', [1, 5, 14]],
  [41, 'day 1, day 500', [1], 'slot_beyond_horizon'],
])('%i. "%s" falls on campaign days %j', (_, phrase, days, ...warnings) => {
  expect(daysOf(phrase)).toEqual(days);
  expect(scheduled(phrase)?.warnings).toEqual(warnings);
});

test.each<[number, string, number, string[], string]>([
  [5, 'monthly', 12, ['2026-12-01', '2027-01-01'], '2027-11-01'],
  [6, 'quarterly', 4, ['2026-12-01', '2027-03-01', '2027-06-01'], '2027-09-01'],
  [20, 'mondays and thursdays', 12, ['2026-12-03', '2026-12-07', '2026-12-10'], '2027-01-11'],
  [21, 'every monday at 10am', 12, ['2026-12-07', '2026-12-14'], '2027-02-22'],
  [22, 'weekdays', 12, ['2026-12-01', '2026-12-03', '2026-12-07', '2026-12-08'], '2026-12-28'],
  [23, 'the 1st and 15th', 12, ['2026-12-01', '2026-12-15', '2027-01-01'], '2027-05-15'],
  [24, 'the 31st of each month', 12, ['2026-12-31', '2027-01-31', '2027-02-28'], '2027-11-30'],
  [26, 'weekly for 4 weeks then monthly', 12, ['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29', '2027-01-29', '2027-02-28', '2027-03-29'], '2027-07-29'],
  [36, 'weekly starting monday', 12, ['2026-12-07', '2026-12-14'], '2027-02-22'],
])('%i. "%s" falls on its dates, last on the last', (_, phrase, count, firstDates, last) => {
  const dates = datesOf(phrase);

  expect(dates).toHaveLength(count);
  expect(dates.slice(0, firstDates.length)).toEqual(firstDates);
  expect(dates.at(-1)).toBe(last);
}); // prettier-ignore

test.each<[number, string, number[], number]>([
  [28, 'twice a month', [1, 16, 32, 47], 12],
  [39, 'three times per month', [1, 11, 21, 32, 42, 52], 12],
])('%i. "%s" begins with campaign days %j', (_, phrase, days, count) => {
  expect(daysOf(phrase).slice(0, days.length)).toEqual(days);
  expect(daysOf(phrase)).toHaveLength(count);
});

test.each<[number, string]>([
  [42, 'whenever appropriate'],
  [43, 'as needed'],
  [44, 'once per wek'],
  [45, 'weekly weekly'],
  [46, 'una vez por semana'],
])('%i. "%s" is not understood', (_, phrase) => {
  expect(parseCadence(phrase)).toBeUndefined();
});

test('22. a lowered list of weekdays says so', () => {
  expect(scheduled('weekdays')?.warnings).toEqual(['cadence_lowered']);
});

test('21 and 38. a time of day becomes the window', () => {
  expect(scheduled('every monday at 10am')?.timeOfDay).toEqual({ from: 600, to: 660 });
  expect(scheduled('weekly, mornings')?.timeOfDay).toEqual({ from: 540, to: 720 });
});

test('40. a slot keeps the channel it names', () => {
  expect(scheduled('day 1 email, day 5 sms, day 14 call')?.slots.map(({ channel }) => channel)).toEqual([
    'email',
    'sms',
    'call',
  ]);
});
