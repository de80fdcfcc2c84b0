/** Sends files with their progress told, which `fetch` cannot do. Ends in the same replies as any other call. */
import { replyOf, type Reply } from './http';

/** The server ends an upload that stands still; this is for one that moves on a slow line. */
const PATIENCE_MS = 120_000;

export interface Upload {
  /** From `/api/staff` on, with its slash. */
  readonly path: string;
  readonly form: FormData;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress: (part: number) => void;
}

/** `undefined` when it was called off. */
export function upload<T>({ path, form, signal, onProgress }: Upload): Promise<Reply<T> | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const end = (reply: Reply<T> | undefined): void => {
      signal.removeEventListener('abort', stop);
      resolve(reply);
    };
    const stop = (): void => request.abort();
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => end(replyOf<T>(request.status, jsonOf(request.responseText)));
    request.onerror = () => end({ kind: 'unreachable' });
    request.ontimeout = () => end({ kind: 'unreachable' });
    request.onabort = () => end(undefined);
    request.open('POST', `/api/staff${path}`);
    request.timeout = PATIENCE_MS;
    request.setRequestHeader('Accept', 'application/json');
    signal.addEventListener('abort', stop);
    if (signal.aborted) return end(undefined);
    request.send(form);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
