/** A release is named by its content: the same files give the same name on every machine, in any order. */
const LENGTH = 13;
/** The offset basis, in halves of 32 bits. The prime is 2^40 + 435. */
const OFFSET = [0xcbf29ce4, 0x84222325] as const;
const PRIME = 435;
const HALF = 2 ** 32;

/** FNV-1a, 64 bits, over UTF-16 code units; 13 characters of base 36. Names content, it does not protect it. */
export const contentHash = (text: string): string => {
  let [high, low]: [number, number] = [...OFFSET];
  for (let index = 0; index < text.length; index++) {
    low = (low ^ text.charCodeAt(index)) >>> 0;
    const product = low * PRIME;
    const shifted = (low << 8) >>> 0;
    low = product >>> 0;
    high = (high * PRIME + (product - low) / HALF + shifted) >>> 0;
  }
  return (BigInt(high) * BigInt(HALF) + BigInt(low)).toString(36).padStart(LENGTH, '0');
};
