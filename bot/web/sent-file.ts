/** What a customer sent besides words, as staff see it. */
export interface SentFile {
  /** `image`, `document`, `voice`... */
  readonly kind: string;
  readonly name?: string;
  /** MIME type, as seen in the bytes where they lie with us. */
  readonly type?: string;
  /** Bytes, where they lie with us. */
  readonly size?: number;
  /** `/api/staff/media/...`; absent where the bytes do not lie with us: then there is the sign in the text alone. */
  readonly url?: string;
}
