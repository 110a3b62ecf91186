import { htmlPage } from '@fairdue/http';
import type { Language } from '../templates/system-templates.ts';

type Page = { title: string; says: string };

const words = {
  en: {
    ask: (company: string): Page => ({
      title: 'Stop emails',
      says: `Do you want no more emails from ${company} at this address?`,
    }),
    button: 'Stop these emails',
    done: (company: string): Page => ({
      title: 'Emails are stopped',
      says: `${company} will send no more emails to this address. You need do nothing else.`,
    }),
    notYet: {
      title: 'Not stopped yet',
      says: 'Your wish is noted. We could not put it into force at once: please try again in a moment.',
    },
  },
  es: {
    ask: (company: string): Page => ({
      title: 'No recibir más correos',
      says: `¿Desea no recibir más correos de ${company} en esta dirección?`,
    }),
    button: 'No recibir más',
    done: (company: string): Page => ({
      title: 'No recibirá más correos',
      says: `${company} no enviará más correos a esta dirección. No tiene que hacer nada más.`,
    }),
    notYet: {
      title: 'Todavía no',
      says: 'Su deseo está anotado. No pudimos aplicarlo de inmediato: inténtelo otra vez en un momento.',
    },
  },
} as const;

const page = (language: Language, said: Page, more?: string): string => htmlPage({ language, ...said }, more);

/** Asks, and does nothing: programs that look at mail open every link in it. */
export const askPage = (language: Language, company: string): string =>
  page(
    language,
    words[language].ask(company),
    `<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>${words[language].button}</button></form>\n`,
  );

export const donePage = (language: Language, company: string): string => page(language, words[language].done(company));
export const notYetPage = (language: Language): string => page(language, words[language].notYet);
