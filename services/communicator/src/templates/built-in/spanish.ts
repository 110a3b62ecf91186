import { account, accountRows, subjectLine } from './spanish-parts.ts';
import { spanishAccount } from './spanish-account.ts';
import { spanishAnswers } from './spanish-answers.ts';
import { spanishValidation } from './spanish-validation.ts';
import type { Wording } from './wording.ts';

const options = {
  list: [
    'Pagar el saldo completo.',
    'Acordar un plan con pagos más pequeños.',
    'Decirnos que algo no es correcto, y lo revisaremos.',
  ],
} as const;

/** Own wording, not a translation by machine of the English one. */
export const spanish: Wording = {
  shared: {
    greeting: 'Estimado/a {{ person.firstName }} {{ person.lastName }}:',
    tone: {
      page: {
        empathetic: 'Sabemos que el dinero puede no alcanzar, y queremos encontrar una forma que le convenga.',
        firm: 'Por favor, dedique unos minutos a este asunto hoy.',
      },
      text: { empathetic: 'Queremos encontrar una forma que le convenga.', firm: 'Por favor, véalo hoy.' },
      call: {
        empathetic: 'Diga que el dinero puede no alcanzar, y que queremos encontrar una forma que convenga.',
        firm: 'Pregunte si la persona puede dedicarle unos minutos hoy.',
      },
    },
    firstDisclosure:
      '{{ collector.name }} es un cobrador de deudas. Estamos tratando de cobrar una deuda, y toda información que obtengamos se usará para ese fin.',
    laterDisclosure: 'Este mensaje es de un cobrador de deudas.',
    reachUs: 'Llámenos al {{ collector.phone }} o escríbanos a {{ collector.email }}.',
    signature: '{{ collector.name }}',
    emailOptOut:
      'Para no recibir más correos en esta dirección, responda a este correo con la palabra STOP. No cuesta nada y no hace falta nada más.',
    textOptOut: 'Responda STOP para no recibir más textos.',
    letterDate: '{{ today }}',
    callFrame: {
      opening:
        'Pregunte por {{ person.firstName }} {{ person.lastName }}. Diga su nombre y que llama de parte de {{ collector.name }}. No mencione ninguna deuda hasta que la persona haya confirmado quién es.',
      optOut: 'Si la persona pide que no la llamen, confírmelo, termine la llamada y registre el deseo.',
      voicemail:
        'Buzón de voz, palabra por palabra: «Hola, le habla (su nombre) de {{ collector.name }} con un mensaje para {{ person.firstName }} {{ person.lastName }}. Por favor, devuélvame la llamada al {{ collector.phone }}.» No deje nada más.',
    },
  },
  notices: {
    ...spanishValidation,
    ...spanishAnswers,
    ...spanishAccount,
    loanOverdueFirstNotice: {
      subjectLine,
      blocks: [
        { say: `Hay un saldo vencido en su cuenta con ${account}.` },
        accountRows,
        { say: 'Lo que puede hacer:' },
        options,
      ],
      text: `Su cuenta con ${account} tiene un saldo vencido de {{ loan.balance }}. Puede pagar, acordar un plan o decirnos si algo no es correcto: {{ collector.phone }}.`,
      call: 'Diga que hay {{ loan.balance }} vencidos con {{ loan.creditorName }}, y pregunte qué ayudaría: pagar, un plan, o revisar lo que no es correcto.',
    },
    loanOverdueSecondNotice: {
      subjectLine,
      blocks: [
        {
          say: `Su cuenta con ${account} sigue vencida. Si pagó en los últimos días, gracias, y no haga caso de este mensaje.`,
        },
        accountRows,
        { say: 'Todavía tiene todas estas opciones:' },
        options,
      ],
      text: `Su cuenta con ${account} sigue vencida: {{ loan.balance }}. ¿Ya pagó? Gracias. Si no, llame al {{ collector.phone }} para conocer sus opciones.`,
      call: 'Diga que el saldo con {{ loan.creditorName }} sigue siendo {{ loan.balance }}, y pregunte si llegó el aviso anterior y qué ayudaría.',
    },
    loanOverdueThirdNotice: {
      subjectLine,
      blocks: [
        {
          say: `El saldo de su cuenta con ${account} sigue abierto. Muchas personas lo pagan por partes: díganos un monto y un día que pueda cumplir, y veremos si es posible.`,
        },
        accountRows,
        options,
      ],
      text: `Puede pagar su cuenta con ${account} ({{ loan.balance }}) por partes. Díganos un monto y un día que le convengan: {{ collector.phone }}.`,
      call: 'Diga que hay {{ loan.balance }} abiertos con {{ loan.creditorName }}, ofrezca un plan por partes, y pregunte por un monto y un día que la persona pueda cumplir.',
    },
    loanOverdueFourthNotice: {
      subjectLine,
      blocks: [
        {
          say: `Su cuenta con ${account} todavía tiene un saldo. Si el saldo no es correcto, o si no es suyo, díganoslo: lo revisaremos antes de volver a escribir.`,
        },
        accountRows,
        options,
      ],
      text: `Su cuenta con ${account} tiene un saldo de {{ loan.balance }}. Si no es correcta o no es suya, díganoslo: {{ collector.phone }}.`,
      call: 'Diga que hay {{ loan.balance }} abiertos con {{ loan.creditorName }}, y pregunte si algo no es correcto o no está claro.',
    },
    loanOverdueFifthNotice: {
      subjectLine,
      blocks: [
        {
          say: `Su cuenta con ${account} sigue vencida. Un plan puede empezar con un primer pago pequeño, y mientras se cumpla no enviamos estos mensajes.`,
        },
        accountRows,
        options,
      ],
      text: `Su cuenta con ${account} sigue vencida: {{ loan.balance }}. Un plan puede empezar con poco y detiene estos mensajes: {{ collector.phone }}.`,
      call: 'Diga que siguen abiertos {{ loan.balance }} con {{ loan.creditorName }}, y que un plan con un primer pago pequeño detendría nuestros mensajes.',
    },
    loanOverdueSixthNotice: {
      subjectLine,
      blocks: [
        {
          say: `El saldo de su cuenta con ${account} sigue abierto, y sus opciones también. Elija la que le convenga y nos ocuparemos.`,
        },
        accountRows,
        options,
      ],
      text: `El saldo de su cuenta con ${account} sigue abierto: {{ loan.balance }}. Sus opciones también: {{ collector.phone }}.`,
      call: 'Diga que {{ loan.balance }} siguen abiertos con {{ loan.creditorName }}, y cuáles son las opciones.',
    },
  },
};
