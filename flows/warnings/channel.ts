/** What WhatsApp cuts: buttons, rows of a list and their descriptions, messages with choices. */
import { faultAt, type Fault } from '../faults';
import type { Located } from '../parse';
import type { Flow } from '../schema';
import { flatTexts, type Slot } from '../slots';
import { WHATSAPP_ROOM } from './whatsapp-room';

export const channelWarnings = ({ value: flow, source }: Located<Flow>, slot: Slot): readonly Fault[] => {
  const [name = '', part] = slot.key.split('.');
  const step = flow.steps[name];
  if (step?.kind !== 'ask') return [];
  const options = Object.keys(step.options ?? {}).length;
  return flatTexts(slot).flatMap(([key, text, path]) => {
    const most = part === 'ask' ? WHATSAPP_ROOM.body : part === 'options' ? labelLimit(options, text) : Infinity;
    if (text.length <= most) return [];
    return [faultAt(source.at(path), `«${key}» tiene ${text.length} caracteres; en WhatsApp caben ${most}`, `"${key}" has ${text.length} characters; WhatsApp has room for ${most}`)];
  });
};

/** A label too long for its row is shortened there and stands whole in the description; beyond that there is no list. */
const labelLimit = (options: number, label: string): number => {
  const { buttons, buttonTitle, rowTitle, description } = WHATSAPP_ROOM;
  if (options <= buttons) return buttonTitle;
  return label.length > description ? description : rowTitle;
};
