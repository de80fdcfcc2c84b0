/**
 * A file that the customer picked, made ready to be sent: photos get small (slow lines) and lose what a camera writes into
 * them, such as the place; what the browser cannot draw goes as it is.
 */
export interface Picked {
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  /** The content as a data URL: it is kept over a reload like any other unsent message. */
  readonly data: string;
}

/** What the server takes. */
export const ACCEPTED = 'image/jpeg,image/png,image/webp,image/gif,image/heic,application/pdf';
const LARGEST = 5 * 1024 * 1024;
const LONGEST_SIDE = 1_600;
const QUALITY = 0.82;

export async function readyToSend(file: File): Promise<Picked | 'too_large' | 'unknown'> {
  const drawn = file.type.startsWith('image/') ? await drawSmall(file).catch(() => undefined) : undefined;
  if (drawn !== undefined) return { name: file.name, type: 'image/jpeg', data: drawn };
  if (!ACCEPTED.split(',').includes(file.type)) return 'unknown';
  if (file.size > LARGEST) return 'too_large';
  return { name: file.name, type: file.type, data: await dataUrl(file) };
}

async function drawSmall(file: File): Promise<string> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no canvas');
  // JPEG knows no transparency.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.toDataURL('image/jpeg', QUALITY);
}

function dataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('unreadable'));
    reader.readAsDataURL(file);
  });
}

/** The bytes of a data URL: a strict content policy does not let a page fetch it. */
export function blobOf({ data, type }: Picked): Blob {
  const text = atob(data.slice(data.indexOf(',') + 1));
  return new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))], { type });
}
