/**
 * Photos without what the camera wrote beside the picture (P14): where and when they were taken, with which telephone, by
 * whom. Segments are dropped, the picture itself is not touched, and which way it is held stays. Only what is known to be part
 * of the picture is copied, so a file that is not what it says loses its rest; the result never grows, whatever the bytes.
 * Sources: ITU T.81 annex B (JPEG), W3C PNG third edition section 5, RFC 9649 (WebP), CIPA DC-008 (orientation).
 */
import { blankedFilm, blankedHeic } from './boxes';
import type { MediaType } from './sniff';

export const withoutMetadata = (bytes: Buffer, type: MediaType): Buffer => {
  switch (type) {
    case 'image/jpeg':
      return Buffer.concat(jpeg(bytes));
    case 'image/png':
      return Buffer.concat(png(bytes));
    case 'image/webp':
      return webp(bytes);
    case 'image/heic':
      return blankedHeic(bytes);
    case 'audio/mp4':
    case 'video/mp4':
    case 'video/3gpp':
      return blankedFilm(bytes);
    case 'image/gif':
    case 'application/pdf':
    case 'audio/ogg':
    case 'audio/mpeg':
    case 'audio/aac':
    case 'audio/amr':
      return bytes;
  }
};

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;
const ICC = 'ICC_PROFILE\0';

const text = (bytes: Buffer, from: number, length: number): string => bytes.toString('latin1', from, from + length);

/** Markers without a length: those of a scan's restarts, and two that mean nothing. */
const stands = (marker: number): boolean => (marker >= 0xd0 && marker <= SOI) || marker === 0x01;

const jpeg = (bytes: Buffer): readonly Buffer[] => {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  for (let at = bytes.indexOf(0xff, 2); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at)) {
    const marker = bytes.readUInt8(at + 1);
    if (marker === EOI) return [...kept, bytes.subarray(at, at + 2)];
    if (marker === 0xff || marker === 0 || stands(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const end = at + 4 <= bytes.length ? at + 2 + bytes.readUInt16BE(at + 2) : Infinity;
    if (end < at + 4 || end > bytes.length) break;
    const segment = bytes.subarray(at, end);
    if (isOfPicture(marker, segment)) kept.push(segment);
    else if (marker === APP1) kept.push(held(segment));
    at = end;
    if (marker !== SOS) continue;
    at = endOfScan(bytes, end);
    kept.push(bytes.subarray(end, at));
  }
  return kept;
};

/** Where the next marker stands: within a scan 0xff is followed by 0, or by the number of a restart. */
const endOfScan = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
};

/** Of the application segments those that say how colours are meant: JFIF, a colour profile, Adobe's transform. */
const isOfPicture = (marker: number, segment: Buffer): boolean => {
  if (marker === APP0 || marker === APP14) return true;
  if (marker === APP2) return text(segment, 4, ICC.length) === ICC;
  return marker !== COMMENT && (marker < APP0 || marker > APP15);
};

const ORIENTATION = 0x0112;
/** One tag: its number, type (SHORT), count and value, in big-endian order; what stands before and behind it is fixed. */
const TAG_ALONE = Buffer.from('ffe10022457869660000' + '4d4d002a00000008' + '0001' + '011200030000000100000000' + '00000000', 'hex');
const VALUE_AT = 28;

/** Which way the telephone was held and nothing else; empty when the segment does not tell, or tells the usual. */
const held = (segment: Buffer): Buffer => {
  const value = orientationIn(segment);
  if (value < 2 || value > 8 || segment.length < TAG_ALONE.length) return Buffer.alloc(0);
  const alone = Buffer.from(TAG_ALONE);
  alone.writeUInt16BE(value, VALUE_AT);
  return alone;
};

const orientationIn = (segment: Buffer): number => {
  if (text(segment, 4, 6) !== 'Exif\0\0') return 0;
  const tiff = segment.subarray(10);
  const isLittle = text(tiff, 0, 2) === 'II';
  const short = (at: number): number => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = tiff.length < 8 ? 0 : isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < short(first); entry += 1) {
    const at = first + 2 + entry * 12;
    if (at + 12 > tiff.length) return 0;
    if (short(at) === ORIENTATION) return short(at + 8);
  }
  return 0;
};

/** Chunks that a decoder needs or that say how colours and frames are meant; all that is critical begins with a capital. */
const PNG_KEPT = /^(?:[A-Z][A-Za-z]{3}|tRNS|gAMA|cHRM|sRGB|iCCP|sBIT|bKGD|pHYs|hIST|cICP|mDCV|cLLI|acTL|fcTL|fdAT)$/;
const PNG_AROUND = 12;

const png = (bytes: Buffer): readonly Buffer[] => {
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + PNG_AROUND <= bytes.length; ) {
    const end = at + PNG_AROUND + bytes.readUInt32BE(at);
    if (end > bytes.length) break;
    const name = text(bytes, at + 4, 4);
    if (PNG_KEPT.test(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') break;
    at = end;
  }
  return kept;
};

const WEBP_KEPT: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const RIFF_HEAD = 12;
/** In the flags of the extended header: there is EXIF, there is XMP. */
const TELLS_METADATA = 0x0c;

const webp = (bytes: Buffer): Buffer => {
  const kept: Buffer[] = [Buffer.from(bytes.subarray(0, RIFF_HEAD))];
  for (let at = RIFF_HEAD; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    // The last one's padding is often left out.
    if (at + 8 + size > bytes.length) break;
    const name = text(bytes, at, 4);
    if (WEBP_KEPT.has(name)) kept.push(name === 'VP8X' ? withoutFlags(bytes.subarray(at, end)) : bytes.subarray(at, end));
    at = end;
  }
  const whole = Buffer.concat(kept);
  if (whole.length >= RIFF_HEAD) whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
};

const withoutFlags = (chunk: Buffer): Buffer => {
  const copy = Buffer.from(chunk);
  if (copy.length > 8) copy.writeUInt8(copy.readUInt8(8) & ~TELLS_METADATA, 8);
  return copy;
};
