/** A bug on a page shows words and a way on, never a blank sheet. React offers this to classes only. */
import { Component, type ReactNode } from 'react';
import { STAFF_TEXTS } from './staff-texts';
import { LanguageContext } from './context';

interface Props {
  readonly children: ReactNode;
}

export class Fallback extends Component<Props, { readonly broken: boolean }> {
  static override contextType = LanguageContext;
  declare context: React.ContextType<typeof LanguageContext>;
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    const texts = STAFF_TEXTS[this.context];
    return (
      <main className="door">
        <div className="door-card" role="alert">
          <h1>{texts.broken}</h1>
          <p>{texts.brokenAbout}</p>
          <button type="button" className="main" onClick={() => location.reload()}>{texts.reload}</button>
        </div>
      </main>
    );
  }
}
