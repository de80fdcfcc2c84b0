/** A release is named by its content: the same files give the same name on every machine, in any order. */
const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const LENGTH = 13;

/** FNV-1a, 64 bits, over UTF-16 code units; 13 characters of base 36. Names content, it does not protect it. */
export const contentHash = (text: string): string => {
  let hash = OFFSET;
  for (let index = 0; index < text.length; index++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * PRIME);
  }
  return hash.toString(36).padStart(LENGTH, '0');
};
