/** What HELP is answered with, as a text: who writes, how to reach them, how to end it. It has no word of a debt. */
export const helpWordings = {
  en: '{{ collector.name }}: To reach a person, call {{ collector.phone }} or write to {{ collector.email }}. Reply STOP to end texts.',
  es: '{{ collector.name }}: Para hablar con una persona, llame al {{ collector.phone }} o escriba a {{ collector.email }}. Responda STOP para no recibir más textos.',
} as const;
