/** Photos lose where they were taken and keep how they look; whatever the bytes, nothing breaks and nothing grows. */
import fc from 'fast-check';
import { sniff, type MediaType } from '../../../bot/media/sniff';
import { withoutMetadata } from '../../../bot/media/strip';
import { openMedia } from '../../../bot/media/media';
import { PNG } from '../../support/pictures';
import { freshFolder, removeFolder } from '../../support/server';

const SECRET = 'GPS 4.6097N 74.0817W iPhone de Marta';
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
/** A TIFF directory with the orientation, one more tag, and the secret behind it. */
const exif = (orientation: number, order: 'II' | 'MM' = 'MM'): Buffer => {
  const tiff = Buffer.alloc(8 + 2 + 24 + 4);
  const short = (value: number, at: number) => (order === 'II' ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at));
  const long = (value: number, at: number) => (order === 'II' ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at));
  tiff.write(order, 0, 'latin1');
  short(42, 2);
  long(8, 4);
  short(2, 8);
  short(0x010f, 10);
  short(0x0112, 22);
  short(3, 24);
  long(1, 26);
  short(orientation, 30);
  return Buffer.concat([ascii('Exif\0\0'), tiff, ascii(SECRET)]);
};
const SCAN = Buffer.from([1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4, 5]);
const jpegOf = (...segments: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, segment(0xdb, Buffer.alloc(65)), segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), SCAN, Buffer.from([0xff, 0xd9])]);

const chunk = (name: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body, Buffer.alloc(4)]);
};
const riff = (...chunks: readonly Buffer[]): Buffer => {
  const body = Buffer.concat([ascii('WEBP'), ...chunks]);
  const head = Buffer.from('RIFF0000', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};
const part = (name: string, body: Buffer): Buffer => {
  const head = Buffer.from(`${name}0000`, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
};

const typeOf = (bytes: Buffer): MediaType => sniff(bytes) ?? 'application/pdf';
const clean = (bytes: Buffer): Buffer => withoutMetadata(bytes, typeOf(bytes));

describe('a JPEG', () => {
  const jfif = segment(0xe0, ascii('JFIF\0'));
  const icc = segment(0xe2, ascii('ICC_PROFILE\0colours'));
  const adobe = segment(0xee, ascii('Adobe'));

  test('keeps its picture and colours and loses place, camera, captions and comments', () => {
    const told = [segment(0xe1, exif(1)), segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0${SECRET}`)), segment(0xe2, ascii(`MPF\0${SECRET}`)), segment(0xed, ascii(SECRET)), segment(0xfe, ascii(SECRET))];
    expect(clean(jpegOf(jfif, ...told, icc, adobe)).equals(jpegOf(jfif, icc, adobe))).toBe(true);
  });

  test.each(['II', 'MM'] as const)('stays the way it was held (%s)', (order) => {
    const kept = clean(jpegOf(jfif, segment(0xe1, exif(6, order))));
    expect(kept.includes(SECRET)).toBe(false);
    const at = kept.indexOf('Exif\0\0', 0, 'latin1');
    expect(kept.subarray(at + 6 + 8 + 2, at + 6 + 8 + 2 + 12).toString('hex')).toBe('011200030000000100060000');
    expect(clean(kept).equals(kept)).toBe(true);
  });

  test('of several scans stays whole; what hangs behind its end is dropped', () => {
    const progressive = Buffer.concat([jpegOf(jfif).subarray(0, -2), segment(0xc4, Buffer.alloc(20)), segment(0xda, Buffer.alloc(6)), SCAN, Buffer.from([0xff, 0xd9])]);
    expect(clean(Buffer.concat([progressive, jpegOf(segment(0xe1, exif(1)))])).equals(progressive)).toBe(true);
  });

  test('is cut where it stops being one', () => {
    const broken = Buffer.concat([jpegOf(jfif).subarray(0, 20), Buffer.from([0xff, 0xe1, 0xff, 0xff]), ascii(SECRET)]);
    expect(clean(broken).includes(SECRET)).toBe(false);
  });
});

test('a PNG loses its texts and EXIF, and what hangs behind its end', () => {
  const end = PNG.length - 12;
  const told = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'prVt'].map((name) => chunk(name, ascii(SECRET)));
  expect(clean(Buffer.concat([PNG.subarray(0, end), ...told, PNG.subarray(end), ascii(SECRET)])).equals(PNG)).toBe(true);
});

test('a WebP loses EXIF and XMP, says so in its flags and its length, and is otherwise the same', () => {
  const flags = (value: number) => part('VP8X', Buffer.from([value, 0, 0, 0, 9, 0, 0, 9, 0, 0]));
  const picture = part('VP8 ', Buffer.from([1, 2, 3]));
  const told = riff(flags(0x1c), picture, part('EXIF', exif(1)), part('XMP ', ascii(SECRET)));
  expect(clean(told).equals(riff(flags(0x10), picture))).toBe(true);
});

const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};
const full = (version = 0): Buffer => Buffer.from([version, 0, 0, 0]);
const handler = (kind: string): Buffer => box('hdlr', full(), Buffer.alloc(4), ascii(kind), Buffer.alloc(12));
const clock = (type: string): Buffer => box(type, full(), Buffer.from('e1e2e3e4f1f2f3f4', 'hex'), ascii('timescale'));

describe('a film', () => {
  const sound = (...beside: readonly Buffer[]) => box('trak', clock('tkhd'), box('mdia', clock('mdhd'), handler('soun'), box('minf', ascii('samples'))), ...beside);
  const places = box('trak', box('mdia', handler('meta'), ascii(SECRET)));
  const film = Buffer.concat([
    box('ftyp', ascii('isom0000')), box('moov', clock('mvhd'), sound(box('udta', ascii(SECRET))), places, box('udta', box('\xa9xyz', ascii(SECRET))), box('meta', ascii(SECRET))),
    box('uuid', ascii(SECRET)), box('mdat', ascii('the pictures')),
  ]);

  test('loses place, time and names where they stand: its samples stay where its tables say', () => {
    const cleaned = clean(film);
    expect(cleaned.includes(SECRET)).toBe(false);
    expect(cleaned.includes(Buffer.from('e1e2e3e4', 'hex'))).toBe(false);
    expect(cleaned).toHaveLength(film.length);
    expect(cleaned.indexOf('the pictures')).toBe(film.indexOf('the pictures'));
    for (const kept of ['timescale', 'soun', 'samples', 'mvhd', 'tkhd']) expect(cleaned.includes(kept)).toBe(true);
  });

  test('boxes in boxes lead no deeper than a film has them', () => {
    let deep: Buffer = Buffer.alloc(0);
    for (let depth = 0; depth < 3_000; depth += 1) deep = box('moov', deep);
    expect(withoutMetadata(deep, 'video/mp4')).toHaveLength(deep.length);
  });
});

describe('a HEIC photo', () => {
  const entry = (id: number, kind: string) => box('infe', full(2), Buffer.from([0, id, 0, 0]), ascii(`${kind}\0`));
  const short = (...values: readonly number[]) => Buffer.from(values.flatMap((value) => [value >> 8, value & 255]));
  const long = (value: number) => short(value >> 16, value & 65_535);
  const BRAND = box('ftyp', ascii('heic0000'));
  const PICTURE = ascii('hvc1 picture');
  /** Item 1 is the picture, 2 Exif behind it in the file, 3 XMP in the pool of the meta box. */
  const photo = (): Buffer => {
    const place = (id: number, method: number, at: number, length: number) => Buffer.concat([short(id, method, 0, 1), long(at), long(length)]);
    const meta = (at: number) => box('meta', full(), box('iinf', full(), short(3), entry(1, 'hvc1'), entry(2, 'Exif'), entry(3, 'mime')),
      box('iloc', full(1), Buffer.from([0x44, 0, 0, 3]), place(1, 0, at, PICTURE.length), place(2, 0, at + PICTURE.length, SECRET.length), place(3, 1, 2, SECRET.length)),
      box('idat', ascii('ok'), ascii(SECRET)));
    return Buffer.concat([BRAND, meta(BRAND.length + meta(0).length + 8), box('mdat', PICTURE, ascii(SECRET))]);
  };

  test('loses EXIF and XMP wherever they lie, and no byte of the picture', () => {
    const told = photo();
    const cleaned = clean(told);
    expect(typeOf(told)).toBe('image/heic');
    expect(cleaned.includes(SECRET)).toBe(false);
    expect(cleaned).toHaveLength(told.length);
    expect(cleaned.indexOf(PICTURE)).toBe(told.indexOf(PICTURE));
    expect(cleaned.includes('idatok')).toBe(true);
  });

  test('a table that names millions of places is not followed', () => {
    const wild = Buffer.concat([BRAND, box('meta', full(), box('iinf', full(), short(1), entry(2, 'Exif')), box('iloc', full(1), Buffer.from([0, 0, 0xff, 0xff]), Buffer.alloc(60_000, 0xff)))]);
    expect(withoutMetadata(wild, 'image/heic')).toHaveLength(wild.length);
  });
});

test('whatever the bytes: no exception, nothing longer, and twice is once', () => {
  const telling = fc.constantFrom(segment(0xe1, exif(6)), segment(0xda, SCAN), Buffer.from([0xff]), Buffer.from([0xff, 0xff, 0xe1]), chunk('eXIf', ascii(SECRET)), part('EXIF', exif(1)), Buffer.from('ffffffff', 'hex'), box('udta', ascii(SECRET)), box('meta', full(), box('iloc', full(), Buffer.from('44000001', 'hex'))), Buffer.from('000000016d6f6f76ffffffffffffffff', 'hex'));
  const begins = fc.constantFrom(box('ftyp', ascii('heic0000')), box('moov', clock('mvhd')), Buffer.from([0xff, 0xd8, 0xff]), PNG.subarray(0, 8), riff(), Buffer.concat([riff(), ascii('VP8X')]), jpegOf(), PNG);
  const any = fc.tuple(begins, fc.array(fc.oneof(fc.uint8Array({ maxLength: 60 }).map((raw) => Buffer.from(raw)), telling), { maxLength: 12 })).map(([first, rest]) => Buffer.concat([first, ...rest]));
  fc.assert(
    fc.property(any, fc.constantFrom<MediaType>('image/jpeg', 'image/png', 'image/webp', 'image/heic', 'video/mp4'), (bytes, type) => {
      const once = withoutMetadata(bytes, type);
      expect(once.length).toBeLessThanOrEqual(bytes.length);
      expect(withoutMetadata(once, type).equals(once)).toBe(true);
    }),
    { numRuns: 600 },
  );
});

test('what a customer or an agent sends is kept without it, and so is what another channel held for us', async () => {
  const folder = freshFolder();
  const media = openMedia({ directory: folder, secret: Buffer.from('secret'), now: Date.now });
  const end = PNG.length - 12;
  const telling = Buffer.concat([PNG.subarray(0, end), chunk('eXIf', ascii(SECRET)), PNG.subarray(end)]);
  const kept = [await media.keep('conversation', telling), await media.fill('0'.repeat(32), telling)];
  for (const one of kept) expect((await media.find(typeof one === 'string' ? '' : one.id))?.bytes.equals(PNG)).toBe(true);
  // Cut down to nothing that is a picture, it is none.
  expect(await media.keep('conversation', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff]), ascii(SECRET)]))).toBe('unknown_type');
  removeFolder(folder);
});
