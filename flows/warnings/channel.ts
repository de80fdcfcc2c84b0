/** What WhatsApp cuts: a button 20 characters, a row of a list 24 and its description 72, a message with choices 1024. */
import { faultAt, type Fault } from '../faults';
import type { Located } from '../parse';
import type { Flow } from '../schema';
import { flatTexts, type Slot } from '../slots';

const BUTTON = 20;
const ROW = 24;
const DESCRIPTION = 72;
const BODY = 1024;
/** More choices than this are a list. */
const MOST_BUTTONS = 3;

export const channelWarnings = ({ value: flow, source }: Located<Flow>, slot: Slot): readonly Fault[] => {
  const [name = '', part] = slot.key.split('.');
  const step = flow.steps[name];
  if (step?.kind !== 'ask') return [];
  const options = Object.keys(step.options ?? {}).length;
  return flatTexts(slot).flatMap(([key, text, path]) => {
    const most = part === 'ask' ? BODY : part === 'options' ? labelLimit(options, text) : Infinity;
    if (text.length <= most) return [];
    return [faultAt(source.at(path), `«${key}» tiene ${text.length} caracteres; en WhatsApp caben ${most}`, `"${key}" has ${text.length} characters; WhatsApp has room for ${most}`)];
  });
};

/** A label too long for its row is shortened there and stands whole in the description; beyond that there is no list. */
const labelLimit = (options: number, label: string): number => {
  if (options <= MOST_BUTTONS) return BUTTON;
  return label.length > DESCRIPTION ? DESCRIPTION : ROW;
};
