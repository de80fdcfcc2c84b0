/** What stands on a person's screen: bubbles with their buttons or rows, in the order they came. */
import { listIn, objectIn, textIn, type Json } from './rules';

export interface Tappable {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
}

export interface Bubble {
  readonly wamid: string;
  readonly kind: 'text' | 'buttons' | 'list' | 'template' | 'image' | 'document';
  readonly text: string;
  readonly options: readonly Tappable[];
  /** Titles of the buttons or rows. */
  readonly labels: readonly string[];
  /** Meta's id of the file, and how a document is called. */
  readonly file?: { readonly id: string; readonly name: string };
  /** What opens the list. */
  readonly opener?: string;
  /** `to` or `recipient`, as the request had it. */
  readonly sentTo: string;
  /** `biz_opaque_callback_data`. */
  readonly opaque?: string;
}

export const bubbleOf = (wamid: string, body: Json): Bubble => {
  const opaque = textIn(body, 'biz_opaque_callback_data');
  const common = { wamid, sentTo: textIn(body, 'to') || textIn(body, 'recipient'), ...(opaque !== '' && { opaque }) };
  if (body['type'] === 'text') return { ...common, kind: 'text', text: textIn(objectIn(body, 'text'), 'body'), options: [], labels: [] };
  if (body['type'] === 'template') {
    const [text = ''] = listIn(objectIn(body, 'template'), 'components').flatMap((component) => listIn(component, 'parameters')).map((parameter) => textIn(parameter, 'text'));
    return { ...common, kind: 'template', text, options: [], labels: [] };
  }
  if (body['type'] === 'image' || body['type'] === 'document') {
    const file = objectIn(body, body['type']);
    return { ...common, kind: body['type'], text: textIn(file, 'caption'), options: [], labels: [], file: { id: textIn(file, 'id'), name: textIn(file, 'filename') } };
  }
  const interactive = objectIn(body, 'interactive');
  const action = objectIn(interactive, 'action');
  const isList = interactive['type'] === 'list';
  const options = isList ? listIn(action, 'sections').flatMap((section) => listIn(section, 'rows')) : listIn(action, 'buttons').map((button) => objectIn(button, 'reply'));
  const tappables = options.map(tappableOf);
  return {
    ...common,
    kind: isList ? 'list' : 'buttons',
    text: textIn(objectIn(interactive, 'body'), 'text'),
    options: tappables,
    labels: tappables.map(({ title }) => title),
    ...(isList && { opener: textIn(action, 'button') }),
  };
};

const tappableOf = (option: Json): Tappable => {
  const description = textIn(option, 'description');
  return { id: textIn(option, 'id'), title: textIn(option, 'title'), ...(description !== '' && { description }) };
};

export class Phone {
  readonly bubbles: Bubble[] = [];
  /** When each bubble came, epoch ms. */
  readonly cameAt: number[] = [];
  private looked = 0;
  private waiting: (() => void)[] = [];

  show(bubble: Bubble): void {
    this.bubbles.push(bubble);
    this.cameAt.push(Date.now());
    for (const wake of this.waiting.splice(0)) wake();
  }

  /** The first bubble that was not looked at yet; waits for it. */
  async next(longestMs: number): Promise<Bubble> {
    const deadline = Date.now() + longestMs;
    for (;;) {
      const bubble = this.bubbles[this.looked];
      if (bubble) {
        this.looked += 1;
        return bubble;
      }
      await this.change(deadline);
    }
  }

  private change(deadline: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const shown = this.bubbles.map(({ text, labels }) => `${text} [${labels.join(' | ')}]`).join('\n');
      const late = setTimeout(() => reject(new Error(`no further message; on the screen:\n${shown}`)), deadline - Date.now());
      this.waiting.push(() => {
        clearTimeout(late);
        resolve();
      });
    });
  }
}
