/**
 * Large shared records as this process saw them last, so that one which nobody changed is neither fetched nor read again.
 * So many characters at most; what was not asked for longest goes first.
 */
export interface StoredRecord {
  readonly version: number;
  readonly json: string;
}

/** Of a record without an end; one with an end begins at the machine's time, above all that it may have had before. */
export const FIRST_VERSION = 1;

/** Characters from which reading a record takes so long that nobody should do it for its version, or twice. */
export const LARGE = 16_384;
const MOST_CHARACTERS = 64 * 2 ** 20;

export class LargeRecords {
  private readonly held = new Map<string, StoredRecord>();
  private characters = 0;

  constructor(private readonly most = MOST_CHARACTERS) {}

  get(name: string): StoredRecord | undefined {
    const record = this.held.get(name);
    if (!record) return undefined;
    this.held.delete(name);
    this.held.set(name, record);
    return record;
  }

  keep(name: string, record: StoredRecord): void {
    this.forget(name);
    if (record.json.length < LARGE || record.json.length > this.most) return;
    this.held.set(name, record);
    this.characters += record.json.length;
    for (const oldest of this.held.keys()) {
      if (this.characters <= this.most) return;
      this.forget(oldest);
    }
  }

  clear(): void {
    this.held.clear();
    this.characters = 0;
  }

  forget(name: string): void {
    this.characters -= this.held.get(name)?.json.length ?? 0;
    this.held.delete(name);
  }
}
