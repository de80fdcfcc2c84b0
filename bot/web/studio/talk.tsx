/** A conversation as people read it. */
import type { ReactNode } from 'react';
import type { FlowFault } from '../contracts';
import type { ViewTexts } from './view-texts';

export function Talk({ lines, texts }: { readonly lines: NonNullable<FlowFault['example']>; readonly texts: ViewTexts }): ReactNode {
  return (
    <ol className="talk">
      {lines.map(({ text, who }, index) => <li key={index} className={who}><span className="hidden">{texts.who[who]}: </span>{text}</li>)}
    </ol>
  );
}
