/** The line to the worker: what it is asked, and the scenes that come back each to whom it was played for. */
import { useCallback, useEffect, useRef } from 'react';
import type { Asked, PlayAsked, Scene, Told } from './worker/messages';

/** What it tells of a text; scenes go to those who asked for them. */
export type ToldOfText = Exclude<Told, { readonly kind: 'played' }>;

export interface WorkerLine {
  readonly send: (asked: Asked) => void;
  readonly play: (play: PlayAsked) => Promise<Scene>;
}

/** `isLoaded`: on a slow line what it works with comes first. */
export function useWorkerLine(isLoaded: boolean, onTold: (told: ToldOfText) => void): WorkerLine {
  const worker = useRef<Worker>(undefined);
  const plays = useRef(new Map<number, (scene: Scene) => void>());
  const latest = useRef(onTold);
  useEffect(() => {
    latest.current = onTold;
  });
  useEffect(() => {
    if (!isLoaded) return;
    const made = new Worker(new URL('./worker/worker.ts', import.meta.url), { type: 'module' });
    worker.current = made;
    made.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if (data.kind !== 'played') return latest.current(data);
      plays.current.get(data.id)?.(data.scene);
      plays.current.delete(data.id);
    });
    return () => made.terminate();
  }, [isLoaded]);
  const send = useCallback((asked: Asked) => worker.current?.postMessage(asked), []);
  const play = useCallback((asked: PlayAsked) => new Promise<Scene>((resolve) => {
    const id = plays.current.size === 0 ? Date.now() : Math.max(...plays.current.keys()) + 1;
    plays.current.set(id, resolve);
    send({ kind: 'play', id, play: asked });
  }), [send]);
  return { send, play };
}
