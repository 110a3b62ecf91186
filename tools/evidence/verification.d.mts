/** A statement of a checkpoint kept elsewhere. */
export type Kept = { position: number; hash: string; root: string };
export type VerificationOptions = { keys?: readonly string[]; kept?: readonly Kept[] };

export class Verification {
  constructor(options?: VerificationOptions);
  /** `digestAbove`: the SHA-256 of all bytes above that line, in hex. It is asked for at a signed end only. */
  take(text: string, digestAbove: () => string): void;
  finish(): void;
  readonly faults: readonly string[];
  readonly faultCount: number;
  readonly entries: number;
  readonly checkpoints: number;
  readonly withoutRecord: number;
  readonly range: { after: number; position: number; next: number | null } | null;
  readonly isByOtherKeys: boolean;
  readonly keyIds: ReadonlySet<string>;
}
