import { systemTemplates } from '../system-templates.ts';
import { sourceFields } from '../stored/version.ts';
import { parseTemplate, variablesOf } from '../template-syntax.ts';
import { plainSubjects } from './wording.ts';

const plain = systemTemplates.filter(({ subject }) => (plainSubjects as readonly string[]).includes(subject));

test.each(plain)(
  '$subject by $channel in $language says its code and the company, and no word of a debt',
  (template) => {
    const sources = sourceFields.flatMap((field) => template[field] ?? []);
    const read = sources.flatMap((source) => variablesOf(parseTemplate(source)));

    expect(read).toContain('confirmationCode');
    for (const name of read) expect(name).toMatch(/^confirmationCode$|^company\./);
    expect(sources.join(' ')).not.toMatch(/debt|collect|owe|balance|deuda|cobr|saldo/i);
  },
);

test('a code goes out by email, text and call, in English and Spanish, and never by letter', () => {
  expect(plain.map(({ channel, language }) => `${channel} ${language}`)).toEqual([
    'email en', 'email es', 'text en', 'text es', 'voice en', 'voice es',
  ]); // prettier-ignore
});
