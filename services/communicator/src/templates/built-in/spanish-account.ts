import { account, accountRows, installments, subjectLine } from './spanish-parts.ts';
import type { accountSubjects, Notices } from './wording.ts';

const onItsDay = "{% if paymentDate | default('') %} del {{ paymentDate | default('') }}{% endif %}";

/** As in English. */
export const spanishAccount: Notices<(typeof accountSubjects)[number] | 'planCopy'> = {
  planCopy: {
    subjectLine,
    blocks: [
      {
        say: `Esta es la copia escrita del plan de pagos que usted acordó el {{ plan.agreedOn }} para su cuenta con ${account}.`,
      },
      {
        rows: [
          ['Usted paga en total', '{{ plan.total }}'],
          ['No tiene que pagar', '{{ plan.discount }}', 'plan.discount'],
        ],
      },
      { say: 'Cuándo y cuánto:' },
      { say: installments },
      accountRows,
      {
        say: 'Si algo no es lo que usted acordó, díganoslo antes de pagar. Puede terminar el plan en cualquier momento.',
      },
    ],
    text: `Copia de su plan de pagos del {{ plan.agreedOn }} para su cuenta con ${account} ({{ loan.balance }}): en total {{ plan.total }}. ${installments}`,
    call: 'Lea a la persona el plan del {{ plan.agreedOn }} por {{ loan.balance }} con {{ loan.creditorName }}, y diga que recibirá la copia escrita.',
  },
  planStarted: {
    subjectLine,
    blocks: [
      { say: `El plan de pagos que usted acordó el {{ plan.agreedOn }} para su cuenta con ${account} ha comenzado.` },
      { say: 'Cuándo y cuánto:' },
      { say: installments },
      accountRows,
      { say: 'Si un pago ya no le conviene, díganoslo antes de su fecha, y buscaremos otro día u otro monto.' },
    ],
    text: `Su plan de pagos del {{ plan.agreedOn }} para su cuenta con ${account} ({{ loan.balance }}) ha comenzado. ${installments}`,
    call: 'Diga que el plan del {{ plan.agreedOn }} por {{ loan.balance }} con {{ loan.creditorName }} ha comenzado, y cuándo vence su primer pago.',
  },
  paymentSuccessful: {
    subjectLine,
    blocks: [
      { say: `Hemos recibido su pago de {{ paymentAmount }}${onItsDay} para su cuenta con ${account}. Gracias.` },
      accountRows,
      { say: 'Guarde este mensaje. Si algo en él no es correcto, díganoslo.' },
    ],
    text: `Gracias: hemos recibido {{ paymentAmount }}${onItsDay} para su cuenta con ${account}. Saldo actual {{ loan.balance }}.`,
    call: 'Diga que llegó el pago de {{ paymentAmount }} a {{ loan.creditorName }}, y que el saldo es ahora {{ loan.balance }}.',
  },
  paymentFailed: {
    subjectLine,
    blocks: [
      {
        say: `Su pago de {{ paymentAmount }}${onItsDay} para su cuenta con ${account} no se pudo completar y no se acreditó.`,
      },
      accountRows,
      { say: 'Lo que puede hacer:' },
      {
        list: [
          'Pagar de nuevo, de la misma forma o de otra.',
          'Acordar con nosotros otro día o un monto más pequeño.',
          'Decirnos si usted sí pagó: lo revisaremos.',
        ],
      },
    ],
    text: `Su pago de {{ paymentAmount }}${onItsDay} para su cuenta con ${account} no se pudo completar. Saldo {{ loan.balance }}. Para pagar de nuevo o elegir otro día: {{ collector.phone }}.`,
    call: 'Diga que el pago de {{ paymentAmount }} a {{ loan.creditorName }} no se pudo completar, que el saldo es {{ loan.balance }}, y pregunte qué otra forma o día convendría.',
  },
  paymentDueDateReminder: {
    subjectLine,
    blocks: [
      {
        say: `El próximo pago de su plan para su cuenta con ${account}, de {{ paymentAmount }}, vence el {{ dueDate }}.`,
      },
      accountRows,
      {
        say: 'Si ya lo hizo, gracias. Si no puede hacerlo ese día, díganoslo antes, y buscaremos otro.',
      },
    ],
    text: `El próximo pago de su plan para su cuenta con ${account}, de {{ paymentAmount }}, vence el {{ dueDate }}. Saldo {{ loan.balance }}. ¿Otro día? {{ collector.phone }}.`,
    call: 'Diga que {{ paymentAmount }} del plan con {{ loan.creditorName }} vencen el {{ dueDate }}, que el saldo es {{ loan.balance }}, y pregunte si ese día todavía conviene.',
  },
  settlementOffer: {
    subjectLine,
    blocks: [
      {
        say: `Puede saldar su cuenta con ${account} por menos: si recibimos {{ settlementAmount }} a más tardar el {{ goodThrough }}, ya no se debe nada de ella.`,
      },
      {
        rows: [
          ['Oferta', '{{ settlementAmount }}'],
          ['Válida hasta', '{{ goodThrough }}'],
        ],
      },
      accountRows,
      {
        say: 'No tiene que aceptarla. Si prefiere pagar por partes, o cree que algo no es correcto, díganoslo: sus otras opciones siguen igual.',
      },
    ],
    text: `Puede saldar su cuenta con ${account} ({{ loan.balance }}) por {{ settlementAmount }}, pagados a más tardar el {{ goodThrough }}. No tiene que aceptar. Preguntas: {{ collector.phone }}.`,
    call: 'Diga que el saldo de {{ loan.balance }} con {{ loan.creditorName }} se puede saldar por {{ settlementAmount }} si se pagan a más tardar el {{ goodThrough }}, y que la persona no tiene que aceptar.',
  },
};
