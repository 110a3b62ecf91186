/** Where mail systems send what became of a message: its key is in the address, so that a report needs no copy of it. */
const inKey = /^CR-([A-Z0-9]+-[A-Z0-9]+)\.IN-([A-Z0-9]+-[A-Z0-9]+)$/;

export function bounceAddressOf(address: string, key: string): string {
  const [local, domain] = address.split('@');
  const [, creditor, interaction] = inKey.exec(key) ?? [];
  return creditor === undefined ? address : `${local}+${creditor}.${interaction}@${domain}`;
}

/** Mail systems may write an address in small letters; ids have none. */
export function keyInAddress(address: string): string | undefined {
  const [, creditor, interaction] = /\+([a-z0-9]+-[a-z0-9]+)\.([a-z0-9]+-[a-z0-9]+)@/i.exec(address) ?? [];
  return creditor === undefined ? undefined : `CR-${creditor}.IN-${interaction}`.toUpperCase();
}
