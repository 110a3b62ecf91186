/** Leaves the console in `folder`, and says how many bytes a first visit moves. */
export function buildConsole(folder: string): Promise<{ compressedBytes: number }>;
