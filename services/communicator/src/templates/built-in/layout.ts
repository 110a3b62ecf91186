import type { Block, BuiltInSubject, NoticeWording, Wording } from './wording.ts';
import { isOverdueNotice, isValidationNotice } from './wording.ts';

/** Jinja sources of one message. What a channel does not use is absent. */
export type TemplateSource = { subjectLine?: string; text: string; html?: string };

/** The forms a message can take: each channel that is handed to a provider has one. */
export const forms = ['email', 'text', 'mail', 'voice'] as const;
export type Form = (typeof forms)[number];

const when = (condition: string | undefined, source: string): string =>
  condition ? `{% if ${condition} %}${source}{% endif %}` : source;

const asText = (block: Block): string => {
  if ('say' in block) return when(block.when, `${block.say}\n\n`);
  const lines =
    'list' in block
      ? block.list.map((item) => `- ${item}\n`)
      : block.rows.map(([label, value, condition]) => when(condition, `${label}: ${value}\n`));
  return when(block.when, `${lines.join('')}\n`);
};

const asHtml = (block: Block): string => {
  const mark = block.inFrame ? ` data-letter="${block.inFrame}"` : '';
  if ('say' in block) return when(block.when, `<p${mark}>${block.say.replaceAll('\n', '<br>')}</p>\n`);
  if ('list' in block) return when(block.when, `<ul>${block.list.map((item) => `<li>${item}</li>`).join('')}</ul>\n`);
  const rows = block.rows.map(([label, value, condition]) =>
    when(condition, `<tr><th align="left">${label}</th><td align="right">${value}</td></tr>`),
  );
  return when(block.when, `<table cellpadding="4">${rows.join('')}</table>\n`);
};

const page = (language: string, body: string): string =>
  `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><title></title></head><body>\n${body}</body></html>\n`;

const inTone = ({ empathetic, firm }: { empathetic: string; firm: string }): string =>
  when("tone == 'empathetic'", ` ${empathetic}`) + when("tone == 'firm'", ` ${firm}`);

/** How a notice can go out. */
export const formsOf = ({ call }: NoticeWording): readonly Form[] =>
  call === undefined ? forms.filter((form) => form !== 'voice') : forms;

const thirdParty = 'collector.thirdParty';

/** Puts one notice into the form of a channel, with what the law and the channel ask for around it. */
export function layOut(subject: BuiltInSubject, form: Form, language: string, wording: Wording): TemplateSource {
  const { shared, notices } = wording;
  const notice = notices[subject];
  const isValidation = isValidationNotice(subject);
  const isInTone = isOverdueNotice(subject);
  const disclosure = isValidation ? shared.firstDisclosure : shared.laterDisclosure;

  if (form === 'text') {
    const from = `{{ collector.name }}: ${when(thirdParty, `${disclosure} `)}`;
    return { text: `${from}${notice.text}${isInTone ? inTone(shared.tone.text) : ''} ${shared.textOptOut}` };
  }
  if (form === 'voice') {
    const { opening, optOut, voicemail } = shared.callFrame;
    const call = `${notice.call ?? ''}${isInTone ? inTone(shared.tone.call) : ''}`;
    return { text: [opening, when(thirdParty, disclosure), call, optOut, voicemail].join('\n\n') };
  }

  const addressee: Block[] = [
    { inFrame: 'from', say: '{{ collector.name }}\n{{ collector.addressLine }}' },
    { inFrame: 'date', say: shared.letterDate },
    { inFrame: 'to', say: '{{ person.firstName }} {{ person.lastName }}\n{{ person.addressLine }}' },
  ];
  const tones: Block[] = [
    { when: "tone == 'empathetic'", say: shared.tone.page.empathetic },
    { when: "tone == 'firm'", say: shared.tone.page.firm },
  ];
  const fromCollector: Block[] = [{ when: thirdParty, say: disclosure }];
  const body: Block[] = [
    ...(form === 'mail' || isValidation ? addressee : []),
    { say: shared.greeting },
    ...(isValidation ? fromCollector : []),
    ...(isInTone ? tones : []),
    ...notice.blocks,
    { say: shared.reachUs },
    { say: shared.signature },
    ...(isValidation ? [] : fromCollector),
    ...(form === 'email' ? [{ say: shared.emailOptOut }] : []),
    ...(notice.form ?? []),
  ];
  const source = { text: body.map(asText).join(''), html: page(language, body.map(asHtml).join('')) };
  return form === 'email' ? { subjectLine: notice.subjectLine, ...source } : source;
}

/** How a plain message can go out: none of them is a letter. */
export const plainFormsOf = ({ call }: NoticeWording): readonly Exclude<Form, 'mail'>[] =>
  call === undefined ? ['email', 'text'] : ['email', 'text', 'voice'];

export function layOutPlain(form: Exclude<Form, 'mail'>, language: string, wording: NoticeWording): TemplateSource {
  const { subjectLine, blocks, text, call } = wording;
  if (form !== 'email') return { text: form === 'text' ? text : (call ?? '') };
  return { subjectLine, text: blocks.map(asText).join(''), html: page(language, blocks.map(asHtml).join('')) };
}
