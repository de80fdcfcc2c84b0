/** Texts as customers see them, *bold* and links, with the numbers of requests kept on one line. */
import type { ReactNode } from 'react';
import { piecesOf } from '../rich-text';

export function Rich({ text }: { readonly text: string }): ReactNode {
  return piecesOf(text).map(({ text: piece, bold, href }, index) => {
    const inner = bold ? <strong><Numbered text={piece} /></strong> : <Numbered text={piece} />;
    return href === undefined
      ? <span key={index}>{inner}</span>
      : <a key={index} href={href} target="_blank" rel="noreferrer">{inner}</a>;
  });
}

/** Numbers of requests stay on one line. */
function Numbered({ text }: { readonly text: string }): ReactNode {
  return text.split(/(\b[A-Z]{1,4}-\d+\b)/).map((part, index) => (index % 2 === 1 ? <span key={index} className="number">{part}</span> : part));
}
