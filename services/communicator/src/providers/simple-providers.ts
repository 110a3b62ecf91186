import { ConfigurationFault } from '@fairdue/config';
import type { CommunicatorDeps } from '../config.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Form } from '../templates/built-in/layout.ts';
import type { HttpChannel } from './payload.ts';
import { ProviderConfigs, type ProviderConfig } from './provider-config.ts';

type Addresses = { smtp: string; mailLookUp: string | undefined; text: string; mail: string; voice: string };

const addressesOf = ({ httpUrl, smtpUrl }: Sandbox): Addresses => ({
  smtp: smtpUrl,
  mailLookUp: `${httpUrl}/email/messages`,
  text: `${httpUrl}/text`,
  mail: `${httpUrl}/mail`,
  voice: `${httpUrl}/voice`,
});

const variables = { email: 'SMTP_URL', text: 'TEXT_PROVIDER_URL', mail: 'LETTER_PROVIDER_URL', voice: 'DIALER_PROVIDER_URL' } as const; // prettier-ignore

/**
 * One provider for each channel that PROVIDERS does not name: of the sandbox, or at the address its variable gives. All of
 * them have to be there: a channel without one would fail when its first message is due.
 */
export function simpleProviders(
  config: CommunicatorDeps['config'],
  sandbox: Sandbox | undefined,
  named: ReadonlySet<Form>,
): ProviderConfig[] {
  const forms = (['email', 'text', 'mail', 'voice'] as const).filter((form) => !named.has(form));
  const missing = sandbox ? [] : forms.filter((form) => !config[variables[form]]);
  if (missing.length > 0)
    throw new ConfigurationFault(missing.map((form) => `${variables[form]}: needed where SANDBOX is false`));
  const at = sandbox
    ? addressesOf(sandbox)
    : {
        smtp: config.SMTP_URL ?? '',
        mailLookUp: config.MAIL_LOOKUP_URL,
        text: config.TEXT_PROVIDER_URL ?? '',
        mail: config.LETTER_PROVIDER_URL ?? '',
        voice: config.DIALER_PROVIDER_URL ?? '',
      };
  const secrets = [config.CALLBACK_SECRET];
  const http = (name: string, channel: HttpChannel) => ({
    name,
    channel,
    url: `${at[channel]}/messages`,
    lookUpUrl: `${at[channel]}/messages/{{key}}`,
    headers: { authorization: `Bearer ${config.PROVIDER_TOKEN}` },
    secrets,
    ...(channel === 'voice' && { dropUrl: `${at.voice}/messages/{{key}}` }),
  });
  const all = [
    { name: 'smtp', channel: 'email', url: at.smtp, ...(at.mailLookUp && { lookUpUrl: at.mailLookUp }), secrets },
    http('text', 'text'),
    http('letter', 'mail'),
    http('dialer', 'voice'),
  ];
  return ProviderConfigs.parse(all.filter(({ channel }) => forms.some((form) => form === channel)));
}
