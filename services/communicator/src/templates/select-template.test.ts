import { selectTemplate, type Selectable, type Selectors } from './select-template.ts';

const descriptor = (over: Partial<Selectable> = {}): Selectable => ({
  companyId: 'CR-1-A',
  subject: 'paymentFailed',
  channel: 'email',
  language: 'en',
  productId: null,
  tone: null,
  ...over,
});
const system = (over: Partial<Selectable> = {}): Selectable => descriptor({ companyId: null, ...over });
const asked = (over: Partial<Selectors> = {}): Selectors => ({
  subject: 'paymentFailed',
  channel: 'email',
  languages: ['es', 'en'],
  productId: 'card',
  tone: 'firm',
  ...over,
});

const card = descriptor({ productId: 'card' });
const firm = descriptor({ tone: 'firm' });
const spanish = descriptor({ language: 'es' });

test.each<[string, Selectable[], Partial<Selectors>, Selectable | undefined]>([
  ['its own subject only', [descriptor({ subject: 'paymentSuccessful' })], {}, undefined],
  ['its own channel only', [descriptor({ channel: 'text' })], {}, undefined],
  ['the language that is read best, if only there', [card, spanish], {}, spanish],
  ['the next language, when there is none in the first', [card, firm], {}, card],
  ['no language that is not asked for', [descriptor({ language: 'fr' })], {}, undefined],
  ['the product before the tone', [firm, card], { languages: ['en'] }, card],
  ['every product, when there is none for this one', [descriptor({ productId: 'auto' }), firm], {}, firm],
  ['no other product', [descriptor({ productId: 'auto' })], {}, undefined],
  ['no product at all, when several products are meant', [card, firm], { productId: null }, firm],
  ['no language but the one asked for', [card, spanish], { languages: ['en'] }, card],
  ['the tone', [descriptor(), firm], {}, firm],
  ['neutral, when there is none of the tone', [descriptor({ tone: 'empathetic' }), spanish], {}, spanish],
  ['no other tone', [descriptor({ tone: 'empathetic' })], {}, undefined],
  ['neutral, when no tone is asked for', [firm, descriptor()], { tone: null }, descriptor()],
  ['the company’s own before the one built in', [system(), descriptor()], {}, descriptor()],
  ['the product before the company', [system({ productId: 'card' }), descriptor()], {}, system({ productId: 'card' })],
  ['the one built in, when the company has none', [system()], {}, system()],
])('selects %s', (_name, candidates, selectors, expected) => {
  expect(selectTemplate(candidates, asked(selectors))).toEqual(expected);
  expect(selectTemplate(candidates.toReversed(), asked(selectors))).toEqual(expected);
});

test('a descriptor under a later name of a subject is a descriptor of that subject', () => {
  const later = descriptor({ subject: 'statementGenerated' });

  expect(selectTemplate([later], asked({ subject: 'locStatementGenerated' }))).toBe(later);
});
