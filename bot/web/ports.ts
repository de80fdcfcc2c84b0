/** What the chat needs of the browser, handed in, so that tests drive time, chance and the network. */
export type Cancel = () => void;

export interface Ports {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** A post that tells how much of it is gone, 0 to 1. Rejects when the line breaks or `signal` says so. */
  upload(url: string, sending: Sending): Promise<Response>;
  /** May throw: a policy or an odd address forbids the socket. */
  openSocket(url: string, hears: StreamListener): StreamSocket;
  after(ms: number, work: () => void): Cancel;
  now(): number;
  random(): number;
  newId(): string;
}

export interface Sending {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FormData;
  readonly signal: AbortSignal;
  readonly onProgress: (part: number) => void;
}

export interface StreamSocket {
  send(text: string): void;
  close(): void;
}

/** Called after `openSocket` returned, never before. */
export interface StreamListener {
  onOpen(): void;
  onFrame(data: unknown): void;
  onClose(): void;
}
