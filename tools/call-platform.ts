import { processEnvironment } from '@fairdue/config';

/** What every command that talks to a running platform takes: where it is, and as whom. */
export const platformOptions = {
  url: { type: 'string', default: 'http://127.0.0.1:8080' },
  key: { type: 'string', default: processEnvironment()['FAIRDUE_API_KEY'] ?? '' },
} as const;

/** One request to the running platform. Anything but a success is thrown as its status and what it says. */
export async function callPlatform(
  { url, key }: { url: string; key: string },
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new Error(`nothing answers at ${url}; name the platform with --url`, { cause: error });
  });
  const text = await response.text();
  if (response.status === 401)
    throw new Error('no account has that API key; name one with --key, or in FAIRDUE_API_KEY');
  if (!response.ok) throw new Error(`${response.status}: ${detailOf(text)}`);
  return JSON.parse(text) as unknown;
}

/** The sentence of a problem; what is none stands for itself. */
function detailOf(text: string): string {
  try {
    const { code, detail } = JSON.parse(text) as { code?: string; detail?: string };
    return detail ? `${code}: ${detail}` : text;
  } catch {
    return text;
  }
}
