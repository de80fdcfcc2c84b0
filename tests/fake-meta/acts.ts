/** What a telephone does besides writing: each act by its name, as Meta's webhooks tell it, good and bad ones. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../bot/root';
import type { Person } from './person';
import type { Json } from './rules';
import type { FakeMeta } from './server';

export interface Doing {
  readonly person: Person;
  readonly meta: FakeMeta;
  /** What stands behind the name. */
  readonly rest: string;
}

interface Act {
  readonly about: string;
  /** The status that the webhook was answered with; none when nothing was told. */
  readonly does: (doing: Doing) => Promise<number | undefined>;
}

const PICTURE = path.join(ROOT, 'bot', 'web', 'picture.png');
/** A page of an Ogg stream without sound in it. */
const VOICE = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(200)]);
const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');

const last = ({ person }: Doing): string => person.sees().at(-1)?.wamid ?? 'wamid.NONE';
const own = ({ person }: Doing): string => [...person.wrote].at(-1) ?? 'wamid.NONE';
const one = (type: string, content: (doing: Doing) => Json): Act['does'] => (doing) => doing.person.sends(doing.person.message(type, content(doing)));
const file = (type: string, kept: (doing: Doing) => Json): Act['does'] => one(type, (doing) => ({ [type]: { ...kept(doing), ...(doing.rest !== '' && { caption: doing.rest }) } }));
const photo = ({ meta }: Doing): Json => meta.files.keep(readFileSync(PICTURE), 'image/png');

export const ACTS: Readonly<Record<string, Act>> = {
  photo: { about: 'a photo, with or without words', does: file('image', photo) },
  album: {
    about: 'four photos at once, each a webhook of its own',
    does: async (doing) => Math.max(...(await Promise.all(Array.from({ length: 4 }, () => file('image', photo)({ ...doing, rest: '' }))))  as number[]),
  },
  voice: { about: 'a voice note', does: one('audio', ({ meta }) => ({ audio: { ...meta.files.keep(VOICE, 'audio/ogg'), voice: true } })) },
  pdf: { about: 'a document', does: file('document', ({ meta }) => ({ ...meta.files.keep(PDF, 'application/pdf'), filename: 'recibo.pdf' })) },
  sticker: { about: 'a sticker', does: one('sticker', ({ meta }) => ({ sticker: { ...meta.files.keep(Buffer.from('RIFF0000WEBPVP8 '), 'image/webp'), animated: false } })) },
  location: { about: 'where I am', does: one('location', () => ({ location: { latitude: 4.65, longitude: -74.05, name: 'Casa', address: 'Calle 1 # 2-3' } })) },
  contact: { about: "somebody's contact", does: one('contacts', () => ({ contacts: [{ name: { formatted_name: 'Luz Vecina' }, phones: [{ phone: '+57 300 000 0009', type: 'CELL' }] }] })) },
  react: { about: 'a sign on the last message', does: one('reaction', (doing) => ({ reaction: { message_id: last(doing), emoji: doing.rest || '👍' } })) },
  unreact: { about: 'the sign is taken back', does: one('reaction', (doing) => ({ reaction: { message_id: last(doing) } })) },
  reply: { about: 'words that quote the last message', does: one('text', (doing) => ({ text: { body: doing.rest }, context: { from: '573000000000', id: last(doing) } })) },
  edit: { about: 'my last message reads otherwise', does: one('edit', (doing) => ({ edit: { original_message_id: own(doing), message: { type: 'text', text: { body: doing.rest } } } })) },
  delete: { about: 'my last message is taken back', does: one('revoke', (doing) => ({ revoke: { original_message_id: own(doing) } })) },
  poll: { about: 'what the API cannot read', does: one('unsupported', () => ({ errors: [{ code: 131051, title: 'Message type unknown' }], unsupported: { type: 'poll_creation' } })) },
  old: { about: 'a tap on the first button that was ever shown', does: async ({ person }) => person.taps(person.sees().find(({ labels }) => labels.length > 0)?.labels[0] ?? '') },
  move: { about: 'I have another number: /move 573001112233', does: async ({ person, rest }) => person.changesTo(rest) },
  again: { about: 'Meta delivers the last webhook once more', does: async ({ meta }) => meta.webhooks.repeat() },
  swapped: {
    about: 'two messages, the later one first: /swapped one | two',
    does: async ({ person, rest }) => {
      const [first, second] = rest.split('|').map((text) => person.text(text.trim()));
      return Math.max(await person.sends(second ?? {}), await person.sends(first ?? {}));
    },
  },
  forged: { about: 'a webhook that somebody else signed', does: async ({ person, rest }) => person.says(rest || 'hola', { forged: true }) },
  fail: {
    about: 'Meta refuses the next message: /fail 131056',
    does: async ({ meta, rest }) => (meta.failNext({ code: Number(rest) || 131000 }), undefined),
  },
  lose: { about: 'the answer to the next sending is lost; the message arrives', does: async ({ meta }) => (meta.dropNext({ accepted: true }), undefined) },
  status: {
    about: 'what became of the last message: /status read, /status failed 131047',
    does: async (doing) => {
      const [state = 'read', code] = doing.rest.split(' ');
      return doing.meta.reports(last(doing), state, code === undefined ? [] : [Number(code)]);
    },
  },
};

export const helpText = (): string =>
  ['  a line           a message', '  #2               taps the second button or row', '  /wait 25         hours go by', '  /code            writes the code that the operator sent', ...Object.entries(ACTS).map(([name, { about }]) => `  /${name.padEnd(15)} ${about}`)].join('\n');
