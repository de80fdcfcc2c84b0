/** What was just saved, in sight and heard wherever one stands on the page; who lost her place because a card is gone stands here. */
import { useEffect, useRef, type ReactNode } from 'react';

/** `round`: the same words again are said again. */
export function SavedLine({ text, round }: { readonly text: string | undefined; readonly round: number }): ReactNode {
  const line = useRef<HTMLParagraphElement>(null);
  const stoodHere = useRef(round);
  // A card goes with the next look at what is there, so it is looked after at each, once for what was saved.
  useEffect(() => {
    if (line.current === null || stoodHere.current === round || document.activeElement !== document.body) return;
    stoodHere.current = round;
    line.current.focus({ preventScroll: true });
  });
  return (
    <div className="saved-line" role="status">
      {text !== undefined && <p key={round} ref={line} className="notice good" tabIndex={-1}>{text}</p>}
    </div>
  );
}
