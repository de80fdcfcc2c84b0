/** How a transcript refers to a file that lies with us: `media:` and its id. Without a library, so that pages may read it too. */
export const ID = /^[0-9a-f]{32}$/;

export const refOf = (id: string): string => `media:${id}`;
export const idOf = (ref: string | undefined): string | undefined => (ref?.startsWith('media:') && ID.test(ref.slice(6)) ? ref.slice(6) : undefined);
