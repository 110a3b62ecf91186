import { againWhenRaced } from './again-when-raced.ts';

const duplicate = Object.assign(new Error('E11000'), { code: 11_000 });

test('the later of two writers runs again and finds what the other stored', async () => {
  const outcomes = [duplicate, duplicate, 'found'];

  const outcome = await againWhenRaced(async () => {
    const next = outcomes.shift();
    if (next instanceof Error) throw next;
    return next;
  });

  expect(outcome).toBe('found');
});

test('any other failure, and a race that never ends, is the caller’s to see', async () => {
  let runs = 0;
  const failing = (error: Error) => () => {
    runs++;
    return Promise.reject(error);
  };

  await expect(againWhenRaced(failing(new Error('broken')))).rejects.toThrow('broken');
  expect(runs).toBe(1);
  await expect(againWhenRaced(failing(duplicate))).rejects.toBe(duplicate);
  expect(runs).toBe(6);
});
