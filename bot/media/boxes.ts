/**
 * HEIC photos and films without what the telephone wrote beside them (P14). Their boxes point at each other by position, so
 * nothing is cut out: what tells about the customer is overwritten with zeros where it stands, and every length stays.
 * Sources: ISO 14496-12 (boxes, `iinf`, `iloc`), ISO 23008-12 (Exif and XMP as items), QuickTime's `udta`. What a film's
 * blanked track pointed to stays among its samples, named by nothing any more.
 */

interface Box {
  readonly type: string;
  /** Where its header and its content begin and it ends, in the file. */
  readonly start: number;
  readonly from: number;
  readonly end: number;
}

const HEAD = 8;
const LARGE_HEAD = 16;

/** The boxes that stand side by side in a stretch of the file; one that does not fit ends the list. */
const boxesIn = (bytes: Buffer, from: number, end: number): readonly Box[] => {
  const found: Box[] = [];
  for (let at = from; at + HEAD <= end; ) {
    const size = bytes.readUInt32BE(at);
    const isLarge = size === 1 && at + LARGE_HEAD <= end;
    const long = isLarge ? Number(bytes.readBigUInt64BE(at + HEAD)) : size === 0 ? end - at : size;
    const head = isLarge ? LARGE_HEAD : HEAD;
    if (long < head || at + long > end) break;
    found.push({ type: bytes.toString('latin1', at + 4, at + HEAD), start: at, from: at + head, end: at + long });
    at += long;
  }
  return found;
};

const childrenOf = (bytes: Buffer, { from, end }: Box, skipped = 0): readonly Box[] => boxesIn(bytes, Math.min(from + skipped, end), end);

/** A box that every reader passes over. */
const blank = (bytes: Buffer, { start, from, end }: Box): void => {
  bytes.write('free', start + 4, 'latin1');
  bytes.fill(0, from, end);
};

/** What hangs on a film or a track and is neither sound nor picture: user data, keys, XMP. */
const BESIDE: ReadonlySet<string> = new Set(['udta', 'meta', 'uuid', 'loci', 'Xtra']);
/** In which boxes such ones may stand: a chain of three, so that no file can lead deeper. */
const INNER: Readonly<Record<string, string>> = { file: 'moov', moov: 'trak', trak: 'mdia' };
const CLOCKS: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd']);
/** Handlers of tracks that tell about the others: places along the way, texts. */
const TELLS = /^(?:meta|gpmd|camm|text|GPS )$/;
const FULL = 4;

export const blankedFilm = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  blankWithin(copy, { type: 'file', start: 0, from: 0, end: copy.length });
  return copy;
};

const blankWithin = (bytes: Buffer, around: Box): void => {
  for (const box of childrenOf(bytes, around)) {
    if (BESIDE.has(box.type) || (box.type === 'trak' && TELLS.test(handlerOf(bytes, box)))) blank(bytes, box);
    else if (CLOCKS.has(box.type)) blankClock(bytes, box);
    else if (INNER[around.type] === box.type) blankWithin(bytes, box);
  }
};

/** When it was recorded and changed: two numbers of 4 bytes, in version 1 of 8. */
const blankClock = (bytes: Buffer, { from, end }: Box): void => {
  const length = bytes[from] === 1 ? 16 : 8;
  bytes.fill(0, Math.min(from + FULL, end), Math.min(from + FULL + length, end));
};

const HANDLER_AT = 8;

const handlerOf = (bytes: Buffer, track: Box): string => {
  const media = childrenOf(bytes, track).find(({ type }) => type === 'mdia');
  const handler = media && childrenOf(bytes, media).find(({ type }) => type === 'hdlr');
  return handler ? bytes.toString('latin1', Math.min(handler.from + HANDLER_AT, handler.end), Math.min(handler.from + HANDLER_AT + 4, handler.end)) : '';
};

export const blankedHeic = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  for (const box of boxesIn(copy, 0, copy.length)) {
    if (box.type === 'uuid') blank(copy, box);
    if (box.type !== 'meta') continue;
    const inside = childrenOf(copy, box, FULL);
    const told = itemsThatTell(copy, inside);
    const pool = inside.find(({ type }) => type === 'idat');
    for (const place of placesIn(copy, inside, told)) {
      const base = place.isInPool ? (pool?.from ?? copy.length) : 0;
      copy.fill(0, Math.min(base + place.at, copy.length), Math.min(base + place.at + place.length, copy.length));
    }
  }
  return copy;
};

const ITEM_TELLS: ReadonlySet<string> = new Set(['Exif', 'mime', 'uri ']);

/** Numbers of the items that hold Exif or XMP. */
const itemsThatTell = (bytes: Buffer, inside: readonly Box[]): ReadonlySet<number> => {
  const info = inside.find(({ type }) => type === 'iinf');
  if (!info) return new Set();
  const entries = childrenOf(bytes, info, FULL + (bytes[info.from] === 0 ? 2 : 4)).filter(({ type }) => type === 'infe');
  return new Set(entries.flatMap((entry) => {
    const isLong = bytes[entry.from] === 3;
    const read = reader(bytes, entry.from + FULL, entry.end);
    const id = read(isLong ? 4 : 2);
    read(2);
    const name = read(4);
    return ITEM_TELLS.has(Buffer.from([name >>> 24, name >>> 16, name >>> 8, name]).toString('latin1')) ? [id] : [];
  }));
};

interface Place {
  readonly at: number;
  readonly length: number;
  /** Counted from the pool in the meta box instead of the file's begin. */
  readonly isInPool: boolean;
}

/** Where the named items lie, as `iloc` says it. */
const placesIn = (bytes: Buffer, inside: readonly Box[], items: ReadonlySet<number>): readonly Place[] => {
  const box = inside.find(({ type }) => type === 'iloc');
  if (!box) return [];
  const version = bytes[box.from] ?? 0;
  const read = reader(bytes, box.from + FULL, box.end);
  const sizes = read(2);
  const [offset = 0, length = 0, base = 0, index = 0] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, version === 0 ? 0 : sizes & 15];
  // Every extent takes at least a byte, so that a short file cannot name millions.
  if (offset + length === 0) return [];
  const places: Place[] = [];
  for (let left = read(version < 2 ? 2 : 4); left > 0 && !read.isOver(); left -= 1) {
    const id = read(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : read(2) & 15;
    read(2);
    const from = read(base);
    for (let extents = read(2); extents > 0 && !read.isOver(); extents -= 1) {
      read(index);
      const place: Place = { at: from + read(offset), length: read(length), isInPool: method === 1 };
      if (items.has(id) && method < 2) places.push(place);
    }
  }
  return places;
};

/** Reads numbers of so many bytes one after the other; 0 behind the end. */
const reader = (bytes: Buffer, from: number, end: number): ((size: number) => number) & { isOver(): boolean } => {
  let at = from;
  const read = (size: number): number => {
    const here = at;
    at += size;
    if (size === 0 || at > end) return 0;
    return size > 6 ? Number(bytes.readBigUInt64BE(here)) : bytes.readUIntBE(here, size);
  };
  return Object.assign(read, { isOver: () => at >= end });
};
