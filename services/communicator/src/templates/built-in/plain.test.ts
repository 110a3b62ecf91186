import { systemTemplates } from '../system-templates.ts';
import { sourceFields } from '../stored/version.ts';
import { parseTemplate, variablesOf } from '../template-syntax.ts';
import { plainSubjects } from './wording.ts';

const plain = systemTemplates.filter(({ subject }) => (plainSubjects as readonly string[]).includes(subject));

test.each(plain)(
  '$subject by $channel in $language says who sends it, a code where it is one, and no word of a debt',
  (template) => {
    const sources = sourceFields.flatMap((field) => template[field] ?? []);
    const read = sources.flatMap((source) => variablesOf(parseTemplate(source)));

    expect(read.includes('confirmationCode')).toBe(template.subject === 'confirmationCode');
    for (const name of read) expect(name).toMatch(/^confirmationCode$|^company\.|^collector\.name$/);
    const said = sources.join(' ').replaceAll(/\{\{.*?\}\}/g, '');
    expect(said).not.toMatch(/debt|collect|owe|balance|deuda|cobr|saldo/i);
  },
);

test('a code goes out by email, text and call, in English and Spanish, and never by letter; nobody is called to say that an opt-out was heard', () => {
  const ways = (of: string) =>
    plain.filter(({ subject }) => subject === of).map(({ channel, language }) => `${channel} ${language}`);

  expect(ways('confirmationCode')).toEqual(['email en', 'email es', 'text en', 'text es', 'voice en', 'voice es']);
  expect(ways('electronicConsentOptOut')).toEqual(['email en', 'email es', 'text en', 'text es']);
});

test('what confirms an opt-out says that and nothing else', () => {
  const texts = plain
    .filter(({ subject, channel }) => subject === 'electronicConsentOptOut' && channel === 'text')
    .map(({ contentTextTemplate }) => contentTextTemplate);

  expect(texts).toEqual([
    '{{ collector.name }}: You asked us to stop texting this number. You will get no more texts from us here.',
    '{{ collector.name }}: Usted pidió que no enviemos más textos a este número. No recibirá más textos nuestros aquí.',
  ]);
});
