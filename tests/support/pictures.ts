/** Small files that are what they say, and one photo as large as a telephone's. */
import type { Page } from 'playwright-core';

export const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
export const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');
export const HTML = Buffer.from('<!doctype html><script>alert(1)</script>');
/** Begins like a picture and goes on like a page. */
export const POLYGLOT = Buffer.concat([Buffer.from('GIF89a'), HTML]);

export interface Upload {
  readonly bytes: Buffer;
  readonly type?: string;
  readonly name?: string;
}

/** The multipart body of a message with files, as the stock clients make it. */
export const formOf = (activity: object | string, files: readonly Upload[]): FormData => {
  const form = new FormData();
  form.append('activity', new Blob([typeof activity === 'string' ? activity : JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }), 'blob');
  for (const { bytes, type = 'image/png', name = 'foto.png' } of files) form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  return form;
};

const DRAWING = `(() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 3000, height: 2000 });
  const pen = canvas.getContext('2d');
  for (let line = 0; line < 40; line += 1) {
    pen.fillStyle = 'hsl(' + line * 9 + ' 60% 55%)';
    pen.fillRect(0, line * 50, 3000, 50);
  }
  return canvas.toDataURL('image/png');
})()`;

/** Drawn by the browser itself: 3,000 by 2,000 points. */
export const largePhoto = async (page: Page): Promise<Buffer> => {
  const data = String(await page.evaluate(DRAWING));
  return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64');
};
