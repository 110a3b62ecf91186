/** The files in a mail: their names, media types and bytes, as a mail program finds them. */
export function filesOfMail(mail: Buffer): { name: string; contentType: string; bytes: Buffer }[] {
  const text = mail.toString('latin1');
  const boundary = /^Content-Type: multipart\/mixed;\s*boundary="([^"]+)"/m.exec(text)?.[1];
  if (boundary === undefined) return [];
  const parts = text.split(`--${boundary}`).slice(1, -1);
  return parts.flatMap((part) => {
    const [head = '', ...body] = part.split('\r\n\r\n');
    const headers = head.replaceAll(/\r\n[ \t]+/g, ' ');
    if (!/^Content-Disposition: attachment/m.test(headers)) return [];
    return {
      name: /filename="?([^";\r\n]+)/.exec(headers)?.[1] ?? '',
      contentType: /^Content-Type: ([^;\r\n]+)/m.exec(headers)?.[1] ?? '',
      bytes: Buffer.from(body.join('\r\n\r\n'), 'base64'),
    };
  });
}
