/** Bytes of a body to JSON: what is not JSON is a value, not an exception. */
export const NOT_JSON = Symbol('not JSON');

/** `undefined` for an empty body. */
export const parseJson = (raw: Buffer): unknown => {
  if (raw.length === 0) return undefined;
  try {
    return JSON.parse(raw.toString('utf8')) as unknown;
  } catch {
    return NOT_JSON;
  }
};
