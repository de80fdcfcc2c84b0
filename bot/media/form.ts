/** A body of `multipart/form-data` and the files in it. What a file really is, its bytes tell; its name is only ever shown. */

/** Files in one message. */
export const MOST_FILES = 4;
/** All of a form, in bytes. */
export const FORM_BYTES = 12 * 1024 * 1024;

/** `not_form`: of another type; `incomplete`: cut off, or not what it says. */
export const readForm = async (raw: Buffer, type = ''): Promise<FormData | 'not_form' | 'incomplete'> => {
  if (!/^multipart\/form-data\b/i.test(type)) return 'not_form';
  return new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData().catch(() => 'incomplete' as const);
};

const LONGEST_NAME = 100;

/** Only ever shown as text; never part of a path. */
export const nameOf = ({ name }: File): string => name.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(-LONGEST_NAME) || 'foto';
