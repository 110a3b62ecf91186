import { DisclosureSlot } from '@fairdue/contracts';
import { aCreditor, aCustomer, aDebt, anAddress } from '../../customers/customer.builders.ts';
import { renderBuiltIn as renderMessage } from '../../testing/render-built-in.ts';
import type { Rendered } from '../render-message.ts';
import { englishDisclosures } from './english.ts';
import { spanishDisclosures } from './spanish.ts';
import { withDisclosures } from './with-disclosures.ts';

const forms = ['email', 'text', 'mail', 'voice'] as const;
const now = new Date('2026-11-25T15:00:00Z');
const rendered = (form: (typeof forms)[number], language: 'en' | 'es' = 'en'): Rendered =>
  renderMessage('loanOverdueFirstNotice', form, {
    creditor: aCreditor(), customer: aCustomer({ language }), contact: anAddress(), debt: aDebt(), tone: 'neutral', now,
  }); // prettier-ignore
const timesIn = (text: string | null, words: string): number => (text ?? '').split(words).length - 1;

test('whatever is worded in one language is worded in the other, for the same forms of message', () => {
  const shape = (texts: object) => JSON.stringify(texts, (_, value: unknown) => (Array.isArray(value) ? null : value));

  expect(shape(spanishDisclosures)).toBe(shape(englishDisclosures));
});

const worded = DisclosureSlot.options.filter((slot) => englishDisclosures[slot]);
test.each(worded.flatMap((slot) => (['en', 'es'] as const).map((language) => ({ slot, language }))))(
  '$slot in $language is in the message once, however often it is asked for',
  ({ slot, language }) => {
    for (const form of forms.filter((each) => englishDisclosures[slot]?.[each] ?? englishDisclosures[slot]?.any)) {
      const once = withDisclosures(rendered(form, language), [slot], { form, own: undefined });
      const twice = withDisclosures(once, [slot, slot], { form, own: undefined });

      expect(twice).toEqual(once);
      expect(once.text).not.toMatch(/\{\{|undefined|null/);
      expect(once.html ?? '').toMatch(form === 'email' || form === 'mail' ? /<\/body><\/html>\s*$/ : /^$/);
    }
  },
);

test('texts come in the order in which the permit names them, behind what the message says', () => {
  const { text, html } = withDisclosures(rendered('mail'), ['debt_disputed', 'mini_miranda'], {
    form: 'mail',
    own: undefined,
  });

  expect(text).toMatch(/debt collector\.\n\nYou dispute this debt\.\n\nDemo Collections LLC is a debt collector\./);
  expect(html).toMatch(/<p>You dispute this debt\.<\/p>\n<p>Demo Collections LLC is a debt collector\./);
});

test('what the message says already, in other marks or a table, is not said again', () => {
  const notice = renderMessage('debtValidationNotice', 'mail', {
    creditor: aCreditor(), customer: aCustomer(), contact: anAddress(), debt: aDebt(), tone: 'neutral', now,
  }); // prettier-ignore
  const slots = ['mini_miranda', 'from_collector', 'wa_agency_address', 'wa_original_creditor', 'wa_itemised_claim', 'same_language'] as const; // prettier-ignore

  const { text, html } = withDisclosures(notice, slots, { form: 'mail', own: undefined });

  expect({ text, html }).toEqual({ text: notice.text, html: notice.html });
});

test('the collector’s own words stand in place of the platform’s, and are never markup', () => {
  const own = { ca_license_number: { en: 'License <b>60DBO-1</b>' }, debt_disputed: { en: 'Marked as disputed.' } };

  const { text, html } = withDisclosures(rendered('email'), ['ca_license_number', 'debt_disputed'], {
    form: 'email',
    own,
  });

  expect([timesIn(text, 'License <b>60DBO-1</b>'), timesIn(html, 'License &lt;b&gt;60DBO-1&lt;/b&gt;')]).toEqual([
    1, 1,
  ]);
  expect([timesIn(text, 'Marked as disputed.'), timesIn(text, 'You dispute')]).toEqual([1, 0]);
});

test('a text for which there are no words in the language of the message refuses it', () => {
  const own = { ca_license_number: { en: 'License 60DBO-1' } };
  const refusal = expect.objectContaining({ code: 'disclosure-slot-missing' }) as Error;

  expect(() => withDisclosures(rendered('mail', 'es'), ['ca_license_number'], { form: 'mail', own })).toThrow(refusal);
  expect(() => withDisclosures(rendered('mail'), ['location_script'], { form: 'mail', own })).toThrow(refusal);
});

test('a text message that is too long with them is refused like any other that is too long', () => {
  const own = { ca_time_barred: { en: 'x '.repeat(900) } };

  expect(() => withDisclosures(rendered('text'), ['ca_time_barred'], { form: 'text', own })).toThrow(
    expect.objectContaining({ code: 'message-too-long' }),
  );
});
