const named = [
  [/dup key: [^\n]*/g, 'dup key: […]'], // MongoDB, of the values that collide
  [/for value "[^]*?" \(type/g, 'for value […] (type'], // mongoose, of what it cannot cast
] as const;

/** What an error says, without the values that drivers name: those are references, addresses and numbers of people. */
export const withoutValues = (text: unknown): string =>
  named.reduce((said, [value, instead]) => said.replaceAll(value, instead), String(text));
