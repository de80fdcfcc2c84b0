/**
 * Cards at the door: hero, thumbnail and the reading part of adaptive cards become one small shape of our own. What is not
 * understood is left out; what a card asks to fill in is not offered, because nothing here could send it whole.
 * Sources: Bot Framework card schema; Adaptive Cards 1.5.
 */
import { parseChoices } from './choice';
import type { Choice } from './choice';
import { fieldsOf, listOf, secureAddress, textOf } from './fields';

export interface Card {
  readonly title?: string;
  readonly lines: readonly CardLine[];
  readonly picture?: { readonly url: string; readonly alt: string };
  readonly buttons: readonly CardButton[];
}

/** `label` stands before the text, as in a list of facts. */
export interface CardLine {
  readonly text: string;
  readonly label?: string;
}

/** A button opens an https page or says something. */
export type CardButton = { readonly kind: 'open'; readonly title: string; readonly url: string } | Choice;

const MOST_CARDS = 10;
const MOST_LINES = 40;
const MOST_BUTTONS = 10;
const DEEPEST = 5;

export function parseCards(attachments: unknown): Card[] {
  return listOf(attachments).flatMap(({ contentType, content }) => cardOf(contentType, fieldsOf(content))).filter(isShown).slice(0, MOST_CARDS);
}

const isShown = ({ title, lines, picture, buttons }: Card): boolean => title !== undefined || lines.length > 0 || picture !== undefined || buttons.length > 0;

function cardOf(type: unknown, content: Readonly<Record<string, unknown>>): Card[] {
  switch (type) {
    case 'application/vnd.microsoft.card.hero':
    case 'application/vnd.microsoft.card.thumbnail':
      return [pictureCard(content)];
    case 'application/vnd.microsoft.card.adaptive':
      return [adaptiveCard(content)];
    default:
      return [];
  }
}

function pictureCard(content: Readonly<Record<string, unknown>>): Card {
  const [image] = listOf(content['images']);
  const lines = [content['subtitle'], content['text']].flatMap((text) => textOf(text) ?? []).map((text) => ({ text }));
  return { ...titled(textOf(content['title'])), lines, ...pictured(image?.['url'], image?.['alt']), buttons: buttonsOf(content['buttons']) };
}

/** What was read of an adaptive card so far. */
interface Reading {
  lines: CardLine[];
  picture?: Card['picture'];
  actions: unknown[];
  asks: boolean;
}

function adaptiveCard(content: Readonly<Record<string, unknown>>): Card {
  const reading: Reading = { lines: [], actions: [], asks: false };
  readElements(content['body'], reading, 0);
  const actions = [...reading.actions, ...listOf(content['actions'])].map((action) => adaptiveAction(fieldsOf(action), reading.asks));
  const [first, ...rest] = reading.lines;
  const isTitle = first !== undefined && first.label === undefined && reading.lines.length > 1;
  return {
    ...titled(isTitle ? first.text : undefined),
    lines: (isTitle ? rest : reading.lines).slice(0, MOST_LINES),
    ...(reading.picture && { picture: reading.picture }),
    buttons: buttonsOf(actions),
  };
}

function readElements(elements: unknown, reading: Reading, depth: number): void {
  if (depth > DEEPEST) return;
  for (const element of listOf(elements)) readElement(element, reading, depth);
}

function readElement(element: Readonly<Record<string, unknown>>, reading: Reading, depth: number): void {
  const type = String(element['type']);
  if (type.startsWith('Input.')) reading.asks = true;
  const text = type === 'TextBlock' ? textOf(element['text']) : undefined;
  if (text !== undefined) reading.lines.push({ text });
  if (type === 'Image') reading.picture ??= pictured(element['url'], element['altText']).picture;
  if (type === 'FactSet') reading.lines.push(...factsOf(element['facts']));
  if (type === 'ActionSet') reading.actions.push(...listOf(element['actions']));
  readElements(element['items'], reading, depth + 1);
  readElements(element['columns'], reading, depth + 1);
}

function factsOf(facts: unknown): CardLine[] {
  return listOf(facts).flatMap(({ title, value }) => {
    const [label, text] = [textOf(title), textOf(value)];
    return text === undefined ? [] : [label === undefined ? { text } : { label, text }];
  });
}

/** In the words of the other cards' buttons. */
function adaptiveAction({ type, title, url, data }: Readonly<Record<string, unknown>>, asks: boolean): unknown {
  if (type === 'Action.OpenUrl') return { type: 'openUrl', title, value: url };
  return type === 'Action.Submit' && !asks ? { type: 'postBack', title, value: data } : {};
}

function buttonsOf(actions: unknown): CardButton[] {
  return listOf(actions).flatMap((action): CardButton[] => {
    const [title, url] = [textOf(action['title']), secureAddress(action['value'])];
    if (action['type'] !== 'openUrl') return parseChoices([action]);
    return title === undefined || url === undefined ? [] : [{ kind: 'open', title, url }];
  }).slice(0, MOST_BUTTONS);
}

const titled = (title: string | undefined): Pick<Card, 'title'> => (title === undefined ? {} : { title });

function pictured(address: unknown, alt: unknown): Pick<Card, 'picture'> {
  const url = secureAddress(address);
  return url === undefined ? {} : { picture: { url, alt: textOf(alt) ?? '' } };
}
