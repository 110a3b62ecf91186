import { compileTemplate, missingFrom, refuseMissing } from './compile-template.ts';

const render = (source: string, context: Record<string, unknown> = {}, kind: 'html' | 'text' = 'text') => {
  const template = compileTemplate(source, kind);
  refuseMissing(missingFrom(template.variables, context));
  return template.render(context);
};

const lacking = (names: string): Error =>
  expect.objectContaining({ faults: [{ path: 'context', problem: names }] }) as Error;

test.each([
  '{{ {}.constructor.constructor("return process")() }}',
  '{{ range.constructor("return process")() }}',
  '{{ range(1000000000) }}',
  '{{ "".constructor }}',
  '{{ person["constr" + "uctor"] }}',
  '{{ person.__proto__ }}',
  '{{ constructor }}',
  '{{ toString }}',
  '{% include "/etc/passwd" %}',
  '{% import "x" as x %}',
  '{% extends "x" %}',
  '{% macro x() %}{% endmacro %}',
  '{% call x() %}{% endcall %}',
  '{% set x = 1 %}',
  '{% block x %}{% endblock %}',
  '{% asyncEach x in y %}{% endeach %}',
  '{{ person.name | safe }}',
  '{{ person.name | dump }}',
  '{{ person.name | replace(r/a+/g, "b") }}',
  '{{ cycler("a").next() }}',
  '{{ person.name.toUpperCase() }}',
  '{{ person.name',
])('a template may not run %s', (source) => {
  expect(() => compileTemplate(source, 'text')).toThrow(expect.objectContaining({ code: 'template-syntax' }));
});

test.each([
  ['Hi {{ person.name.firstName', "line 1, column 28: expected '}}'"],
  ['Hi\n{{ a b }}', "line 2, column 6: expected '}}'"],
  ['Hi\n{% if a %}', 'line 2, column 11: parseIf: expected elif, else, or endif, got end of file'],
  ['Hi {{ a | nope }}', 'line 1, column 11: there is no filter nope.'],
])('what is wrong with %j is told with its line and column', (source, detail) => {
  expect(() => compileTemplate(source, 'text')).toThrow(detail);
});

test('a value of the context is never run, inherited or reached through its prototype', () => {
  const person = Object.assign(Object.create({ inherited: 'x' }) as object, { shout: () => 'x', name: 'Ada' });

  expect(() => render('{{ person.inherited }}', { person })).toThrow(lacking('person.inherited'));
  expect(() => render('{{ person.shout }}', { person })).toThrow('undefined');
  expect(render('{{ person.name }}', { person })).toBe('Ada');
});

test('every missing variable is named at once, an optional one may be missing', () => {
  const source = '{{ a }} {{ b.c }} {{ d | default("-") }} {% for e in f %}{{ e.g }}{% endfor %}';

  expect(() => render(source, { b: {} })).toThrow(lacking('a, b.c, f'));
  expect(render(source, { a: 1, b: { c: 2 }, f: [{ g: 3 }, { g: 4 }] })).toBe('1 2 - 34');
});

test('of each in a list that a template goes through, what is missing is named too', () => {
  const source = '{% for e in f.g %}{{ e.h }}{% for i in e.j %}{{ i.k }}{{ loop.index }}{% endfor %}{% endfor %}';
  const { variables } = compileTemplate(source, 'text');

  expect(missingFrom(variables, { f: { g: [{ h: 1, j: [{ k: 2 }] }, { j: [{ k: 2 }, {}] }] } })).toEqual([
    'f.g[].h',
    'f.g[].j[].k',
  ]);
  expect(missingFrom(variables, { f: { g: [{ h: 1, j: [] }] } })).toEqual([]);
});

test('html escapes what it prints, text does not', () => {
  const context = { name: '<b>&"' };

  expect(render('<p>{{ name }}</p>', context, 'html')).toBe('<p>&lt;b&gt;&amp;&quot;</p>');
  expect(render('{{ name }}', context)).toBe('<b>&"');
});

test('loops and messages are bounded, also loops in loops', () => {
  const many = Array.from({ length: 5_000 }, () => 'x');
  const nested = '{% for a in many %}{% for b in many %}x{% endfor %}{% endfor %}';

  expect(() => render(nested, { many })).toThrow('too often');
  expect(() => render('{{ long }}', { long: 'x'.repeat(2 ** 21) })).toThrow('too large');
});
