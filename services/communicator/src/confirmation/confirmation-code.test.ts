import {
  codeMask,
  codeOf,
  contactKey,
  newCode,
  restOf,
  tried,
  withCode,
  type ConfirmationCode,
} from './confirmation-code.ts';

const key = 'a key of sixteen';
const start = new Date('2026-12-01T16:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const ids = { _id: 'contact', creditorId: 'CR-1-A', customerId: 'BO-1-A' };
const given = (before: ConfirmationCode | null = null, now = start, interactionId = 'IN-1-A') =>
  newCode(key, ids, before, interactionId, now);

test('a code is six digits, the same for its interaction, another for any other interaction or key', () => {
  const codes = Array.from({ length: 1_000 }, (_, i) => codeOf(key, `IN-1-${i}`));

  for (const code of codes) expect(code).toMatch(/^\d{6}$/);
  expect(new Set(codes).size).toBeGreaterThan(990);
  expect(codeOf(key, 'IN-1-7')).toBe(codes[7]);
  expect(codeOf('another key of sixteen', 'IN-1-7')).not.toBe(codes[7]);
});

test('nothing that is kept holds the code or the address', () => {
  const row = JSON.stringify({ ...given(), key: contactKey(key, 'CR-1-A', 'BO-1-A', 'email', 'ada@example.com') });

  expect(row).not.toContain(codeOf(key, 'IN-1-A'));
  expect(row).not.toContain('ada');
});

test('a code is right once, for ten minutes, and not after five wrong tries', () => {
  const right = codeOf(key, 'IN-1-A');
  const wrong = right === '000000' ? '000001' : '000000';

  const first = tried(key, given(), right, after(599));
  expect(first.isRight).toBe(true);
  expect(tried(key, first.after, right, after(599)).isRight).toBe(false);
  expect(tried(key, given(), right, after(600)).isRight).toBe(false);

  let code = given();
  for (let i = 0; i < 4; i++) code = tried(key, code, wrong, start).after;
  expect(tried(key, code, right, start).isRight).toBe(true);
  code = tried(key, code, wrong, start).after;
  expect(tried(key, code, right, start).isRight).toBe(false);
});

test('a new code voids the old one, and has tries of its own', () => {
  const old = codeOf(key, 'IN-1-A');
  const next = given({ ...given(), triesLeft: 0 }, after(60), 'IN-1-B');

  expect(tried(key, next, old, after(61)).isRight).toBe(false);
  expect(tried(key, next, codeOf(key, 'IN-1-B'), after(61)).isRight).toBe(true);
});

test('one in sixty seconds and five in an hour', () => {
  let code: ConfirmationCode | null = null;
  for (let i = 0; i < 5; i++) {
    const now = after(i * 60);
    expect(restOf({ askedAt: code?.askedAt ?? [] }, now)).toBe(0);
    code = given(code, now);
    expect(restOf(code, now)).toBe(i < 4 ? 60 : 3_600 - 240);
  }
  if (!code) throw new Error('Five codes were given.');
  expect(restOf(code, after(3_599))).toBe(1);
  expect(restOf(code, after(3_600))).toBe(0);
  expect(restOf(given(code, after(3_600)), after(3_660))).toBe(0);
  expect(given(code, after(7_300)).askedAt).toHaveLength(1);
});

test('the mask is what stands for the code in every part', () => {
  const words = { subjectLine: `Code ${codeMask}`, text: `${codeMask} and ${codeMask}`, html: null };

  expect(withCode(words, '012345')).toEqual({ subjectLine: 'Code 012345', text: '012345 and 012345', html: null });
});
