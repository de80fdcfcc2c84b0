/** Keeps the newest line in sight for whoever is at the end, and leaves alone whoever reads further up. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

export interface Sticky {
  readonly ref: RefObject<HTMLDivElement | null>;
  /** Something new stands below what is in sight. */
  readonly behind: boolean;
  readonly onScroll: () => void;
  readonly toEnd: () => void;
}

const NEAR_PX = 80;

/** `length`: of what was said. `own`: of it, what this agent is sending, which she always wants to see. */
export function useSticky(thread: string, length: number, own: number): Sticky {
  const ref = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const known = useRef({ thread: '', length: 0, own: 0 });
  const [behind, setBehind] = useState(false);

  const toEnd = useCallback((): void => {
    ref.current?.scrollTo({ top: ref.current.scrollHeight });
    atEnd.current = true;
    setBehind(false);
  }, []);
  const onScroll = useCallback((): void => {
    const box = ref.current;
    if (box === null) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    if (atEnd.current) setBehind(false);
  }, []);
  useLayoutEffect(() => {
    const opened = known.current.thread !== thread;
    const grew = length > known.current.length;
    const sends = own > known.current.own;
    known.current = { thread, length, own };
    if (opened) atEnd.current = showStart(ref.current, toEnd);
    else if (sends || (grew && atEnd.current)) toEnd();
    else if (grew) setBehind(true);
  }, [thread, length, own, toEnd]);
  useEffect(() => {
    const box = ref.current;
    if (box === null) return undefined;
    // The answer box grows and takes room from the talk; a photo has its height only once it is here.
    const watch = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTo({ top: box.scrollHeight });
    });
    [box, ...box.children].forEach((each) => watch.observe(each));
    return () => watch.disconnect();
  }, []);
  return { ref, behind, onScroll, toEnd };
}

/** On a wide screen the card stands beside the talk, so the newest line may show; on a narrow one the card comes first. Says whether it is at the end. */
function showStart(box: HTMLElement | null, toEnd: () => void): boolean {
  const wide = box !== null && getComputedStyle(box).display === 'grid';
  if (wide) toEnd();
  else box?.scrollTo({ top: 0 });
  return wide;
}
