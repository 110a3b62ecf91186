/**
 * Any of them opens every path. A token that expires is given as a function: it is asked before every attempt, so that it
 * may renew the token in between.
 */
export type Credential =
  | { readonly apiKey: string }
  | { readonly basic: string }
  | { readonly bearer: string | (() => string | Promise<string>) };

const base64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));

export async function credentialHeaders(credential: Credential): Promise<Record<string, string>> {
  if ('apiKey' in credential) return { 'x-api-key': credential.apiKey };
  if ('basic' in credential) return { authorization: `Basic ${base64(`${credential.basic}:`)}` };
  const token = typeof credential.bearer === 'string' ? credential.bearer : await credential.bearer();
  return { authorization: `Bearer ${token}` };
}
