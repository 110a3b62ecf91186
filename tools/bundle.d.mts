export const bundle: (names: readonly string[]) => Promise<void>;
