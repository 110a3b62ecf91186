import { defaultCreditorSettings } from '@fairdue/contracts';
import { nextStep, sendsNotices } from './required-notice.ts';

const now = new Date('2026-12-02T15:00:00Z');
const duty = { tries: 1, dueAt: new Date('2026-12-06T05:00:00Z') };
const at = (day: string): Date => new Date(`2026-12-${day}T15:00:00Z`);
const refused = { status: 'failed', handOver: 'not-started', nextAllowedAt: null, updatedAt: now } as const;

test('a duty nobody wrote for is written for; one whose message is under way or arrived is left alone', () => {
  expect(nextStep({ ...duty, tries: 0 }, undefined, now)).toBe('make');
  for (const status of ['scheduled', 'attempted', 'succeeded', 'inProgress'] as const)
    expect(nextStep(duty, { ...refused, status }, now)).toBe('rest');
});

test('after a refusal it is tried at the time the guard named, also a late one', () => {
  const late = { ...refused, nextAllowedAt: at('20') };

  expect(nextStep(duty, late, now)).toEqual({ lookAt: at('20') });
  expect(nextStep(duty, late, at('20'))).toBe('make');
});

test('without such a time it is tried after one, two and four days, while that is in time', () => {
  expect(nextStep(duty, refused, now)).toEqual({ lookAt: at('03') });
  expect(nextStep(duty, refused, at('03'))).toBe('make');
  expect(nextStep({ ...duty, tries: 2 }, refused, now)).toEqual({ lookAt: at('04') });
  expect(nextStep({ ...duty, tries: 3 }, refused, now)).toBe('rest');
});

test('what came back is sent anew at once, and after six tries a person has to look', () => {
  const returned = { ...refused, handOver: 'accepted' } as const;

  expect(nextStep(duty, returned, now)).toBe('make');
  expect(nextStep({ ...duty, tries: 6 }, returned, now)).toBe('rest');
});

test('third-party collectors send by default, first parties when they say so', () => {
  const firstParty = { ...defaultCreditorSettings, collectorRole: 'firstParty' as const };

  expect(sendsNotices(defaultCreditorSettings)).toBe(true);
  expect(sendsNotices({ ...defaultCreditorSettings, sendRequiredNotices: false })).toBe(false);
  expect(sendsNotices(firstParty)).toBe(false);
  expect(sendsNotices({ ...firstParty, sendRequiredNotices: true })).toBe(true);
});
