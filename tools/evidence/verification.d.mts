/** A statement of a checkpoint kept elsewhere. */
export type Kept = { position: number; hash: string; root: string };
export type VerificationOptions = { keys?: readonly string[]; kept?: readonly Kept[] };

export class Verification {
  constructor(options?: VerificationOptions);
  readonly faults: readonly string[];
  readonly faultCount: number;
  readonly entries: number;
  readonly checkpoints: number;
  readonly withoutRecord: number;
  readonly range: { after: number; position: number; next: number | null } | null;
  readonly isByOtherKeys: boolean;
  readonly keyIds: ReadonlySet<string>;
}
