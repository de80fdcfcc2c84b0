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

export function useSticky(thread: string, length: number): Sticky {
  const ref = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const known = useRef({ thread: '', length: 0 });
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
    known.current = { thread, length };
    if (opened) showStart(ref.current, toEnd);
    else if (grew && atEnd.current) toEnd();
    else if (grew) setBehind(true);
  }, [thread, length, toEnd]);
  useEffect(() => {
    const box = ref.current;
    if (box === null) return undefined;
    // The answer box grows and takes room from the talk.
    const watch = new ResizeObserver(() => {
      if (atEnd.current && getComputedStyle(box).display === 'grid') box.scrollTo({ top: box.scrollHeight });
    });
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  return { ref, behind, onScroll, toEnd };
}

/** On a wide screen the card stands beside the talk, so the newest line may show; on a narrow one the card comes first. */
function showStart(box: HTMLElement | null, toEnd: () => void): void {
  if (box !== null && getComputedStyle(box).display === 'grid') toEnd();
  else box?.scrollTo({ top: 0 });
}
