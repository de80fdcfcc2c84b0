/**
 * Choices on Azure's channels, each with what its client really shows: suggested actions, buttons of a hero card, or numbers
 * in the text. A control that a client cuts or leaves out would hide an answer, so in doubt it is text.
 * Sources: Microsoft, "Suggested actions" and "Types of cards" for Teams (three actions, six buttons of a hero card); the limits per
 * channel that the Bot Framework's own prompts keep.
 */
import { ActionTypes, CardFactory, type Activity } from 'botbuilder';
import type { Language } from '../../../knowledge/language';
import type { Option } from '../../../knowledge/question';
import { numberedLines } from '../numbered';

interface Room {
  /** So many suggested actions are shown. */
  readonly actions: number;
  /** So many buttons under a card. */
  readonly buttons: number;
  /** Longest label that is not cut. */
  readonly label: number;
}

const ROOMY: Room = { actions: 100, buttons: 0, label: 300 };
const ROOMS: Readonly<Record<string, Room>> = {
  emulator: ROOMY, webchat: ROOMY, directline: ROOMY, telegram: { actions: 100, buttons: 0, label: 60 },
  msteams: { actions: 3, buttons: 6, label: 40 },
  facebook: { actions: 10, buttons: 0, label: 20 }, line: { actions: 13, buttons: 0, label: 20 },
  slack: { actions: 0, buttons: 5, label: 40 },
};
const UNKNOWN: Room = { actions: 0, buttons: 0, label: 0 };

interface Asked {
  readonly text: string;
  readonly choices: readonly Option[];
  readonly language: Language;
}

/** The text with its choices, as the channel of that id shows them. */
export const withChoices = (channelId: string, { text, choices, language }: Asked): Partial<Activity> => {
  const { actions, buttons, label } = ROOMS[channelId.replace(/^azure-/, '').toLowerCase()] ?? UNKNOWN;
  const most = choices.every((choice) => choice.label.length <= label) ? choices.length : Infinity;
  const taps = choices.map((choice) => ({ type: ActionTypes.ImBack, title: choice.label, value: choice.label }));
  if (most <= actions) return { text, suggestedActions: { to: [], actions: taps } };
  if (most <= buttons) return { text, attachments: [CardFactory.heroCard('', [], taps)] };
  return { text: `${text}\n\n${numberedLines(choices, language)}` };
};
