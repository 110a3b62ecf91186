import type { PlainWording } from './wording.ts';

/** As in English: nothing here says what the person has to do with the company. */
export const plainSpanish: PlainWording = {
  confirmationCode: {
    subjectLine: 'Su código de confirmación',
    blocks: [
      { say: 'Su código de confirmación de {{ company.brandName }} es {{ confirmationCode }}.' },
      { say: 'Vale por 10 minutos y se puede usar una sola vez.' },
      { say: 'Si usted no lo pidió, no tiene que hacer nada. Nadie de {{ company.brandName }} se lo pedirá.' },
      { say: '{{ company.brandName }}\n{{ company.phone }}' },
    ],
    text: '{{ company.brandName }}: su código de confirmación es {{ confirmationCode }}, vale por 10 minutos. Nadie de nosotros se lo pedirá.',
    call: 'Diga: «Le habla {{ company.brandName }} con el código de confirmación que se pidió.» Diga los dígitos uno por uno, y otra vez: {{ confirmationCode }}. Diga que vale por 10 minutos. No diga nada más ni deje mensaje en el buzón.',
  },
  electronicConsentOptOut: {
    subjectLine: 'No recibirá más correos nuestros',
    blocks: [{ say: 'No recibirá más correos de {{ collector.name }} en esta dirección.' }],
    text: '{{ collector.name }}: Usted pidió que no enviemos más textos a este número. No recibirá más textos nuestros aquí.',
  },
};
