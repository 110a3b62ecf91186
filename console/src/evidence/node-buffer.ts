/** Of Node's Buffer as much as tools/evidence/verification.mjs asks for: text as bytes, and base64 as bytes. */
const encoder = new TextEncoder();

export const Buffer = {
  from: (text: string, coding?: 'base64'): Uint8Array =>
    coding === undefined ? encoder.encode(text) : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)),
};
