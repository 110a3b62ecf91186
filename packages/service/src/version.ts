/** The version of this build, as package.json has it. Every process of an installation says the same one. */
export const version = '0.1.0';
