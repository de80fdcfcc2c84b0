/** What was just saved, in sight and heard wherever one stands on the page; who lost her place because a card is gone stands here. */
import { useEffect, useRef, type ReactNode } from 'react';

/** `round`: the same words again are said again. */
export function SavedLine({ text, round }: { readonly text: string | undefined; readonly round: number }): ReactNode {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) line.current?.focus({ preventScroll: true });
  }, [text, round]);
  return (
    <div className="saved-line" role="status">
      {text !== undefined && <p key={round} ref={line} className="notice good" tabIndex={-1}>{text}</p>}
    </div>
  );
}
