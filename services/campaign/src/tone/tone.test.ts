import { readTone } from './tone.ts';

test.each([
  ['empathetic', 'empathetic'],
  ['neutral', 'neutral'],
  ['firm', 'firm'],
  ['Professional and empathetic', 'empathetic'],
  ['firm but respectful', 'neutral'],
  ['firm, direct and polite', 'firm'],
  ['not firm', 'neutral'],
  ['not neutral', 'empathetic'],
])('"%s" picks the %s wording', (tone, variant) => {
  expect(readTone(tone)).toEqual({ variant, warnings: [] });
});

test.each(['threatening', 'firm, mention legal action', 'kind, then HARSH'])('"%s" is clamped to neutral', (tone) => {
  expect(readTone(tone)).toEqual({ variant: 'neutral', warnings: ['tone_clamped'] });
});

test.each(['purple', '...', 'firmly'])('"%s" votes for nothing and runs as neutral', (tone) => {
  expect(readTone(tone)).toEqual({ variant: 'neutral', warnings: ['tone_not_understood'] });
});
