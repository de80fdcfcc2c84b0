/** What bytes really are, by their first ones: neither a file's name nor the type that its sender claims is believed. */
export type MediaType =
  | 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp' | 'image/heic' | 'application/pdf'
  | 'audio/ogg' | 'audio/mpeg' | 'audio/aac' | 'audio/amr' | 'audio/mp4' | 'video/mp4' | 'video/3gpp';

const begins = (bytes: Buffer, text: string, at = 0): boolean => bytes.toString('latin1', at, at + text.length) === text;

/** `ftyp` box and brand, ISO 14496-12 and 23008-12. */
const HEIC = /^ftyp(?:heic|heix|heim|heis|mif1|msf1)$/;

/** Sound and film that telephones record: ISO 14496-12 brands; RFC 3533, RFC 4867, ISO 11172-3 and 13818-7 for the others. */
const recorded = (bytes: Buffer): MediaType | null => {
  if (begins(bytes, 'OggS')) return 'audio/ogg';
  if (begins(bytes, '#!AMR')) return 'audio/amr';
  if (begins(bytes, 'ftyp', 4)) return begins(bytes, '3g', 8) ? 'video/3gpp' : begins(bytes, 'M4A', 8) ? 'audio/mp4' : 'video/mp4';
  if (begins(bytes, 'ID3')) return 'audio/mpeg';
  const [first = 0, second = 0] = bytes;
  // A frame's first twelve bits; the layer tells ADTS from MPEG audio.
  if (first !== 0xff || second < 0xf0) return null;
  return (second & 0x06) === 0 ? 'audio/aac' : 'audio/mpeg';
};

/** The signatures are those of the WHATWG MIME Sniffing standard, sections 6.1 and 7.1; `null`: none that is kept here. */
export const sniff = (bytes: Buffer): MediaType | null => {
  if (begins(bytes, '\xff\xd8\xff')) return 'image/jpeg';
  if (begins(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (begins(bytes, 'GIF87a') || begins(bytes, 'GIF89a')) return 'image/gif';
  if (begins(bytes, 'RIFF') && begins(bytes, 'WEBPVP', 8)) return 'image/webp';
  if (HEIC.test(bytes.toString('latin1', 4, 12))) return 'image/heic';
  return begins(bytes, '%PDF-') ? 'application/pdf' : recorded(bytes);
};

export const isRecording = (type: string): boolean => /^(?:audio|video)\//.test(type);

/** Every browser shows it as a picture, and it carries no script. */
export const isShown = (type: string): boolean => /^image\/(?:jpeg|png|gif|webp)$/.test(type);
