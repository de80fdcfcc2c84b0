/**
 * What Meta refuses in `POST /<number>/messages`, with the code it refuses it by. Written from Meta's reference of the
 * Cloud API alone; it knows nothing of the product that it tests.
 */
export interface Refusal {
  readonly code: number;
  readonly details: string;
}

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const objectIn = (of: Json, name: string): Json => (isObject(of[name]) ? of[name] : {});
export const listIn = (of: Json, name: string): readonly Json[] => (Array.isArray(of[name]) ? of[name].filter(isObject) : []);
export const textIn = (of: Json, name: string): string => (typeof of[name] === 'string' ? of[name] : '');

const missing = (details: string): Refusal => ({ code: 131008, details });
const bad = (details: string): Refusal => ({ code: 131009, details });

/** The first fault of a message request, or nothing. */
export const faultOf = (body: Json): Refusal | undefined => {
  if (body['messaging_product'] !== 'whatsapp') return { code: 100, details: 'messaging_product must be whatsapp' };
  if (body['status'] !== undefined) return faultOfRead(body);
  const envelope = faultOfEnvelope(body);
  if (envelope) return envelope;
  if (body['type'] === 'text') return faultOfText(objectIn(body, 'text'));
  if (body['type'] === 'template') return faultOfTemplate(objectIn(body, 'template'));
  if (body['type'] === 'interactive') return faultOfInteractive(objectIn(body, 'interactive'));
  if (isFile(body)) return faultOfFile(body);
  return { code: 100, details: 'type is not one of the supported types' };
};

const faultOfRead = (body: Json): Refusal | undefined => {
  if (body['status'] !== 'read' || textIn(body, 'message_id') === '') return { code: 100, details: 'status must be read, with a message_id' };
  const typing = body['typing_indicator'];
  return typing === undefined || (isObject(typing) && typing['type'] === 'text') ? undefined : { code: 100, details: 'typing_indicator type must be text' };
};

const faultOfEnvelope = (body: Json): Refusal | undefined => {
  const to = textIn(body, 'to');
  if (to === '' && textIn(body, 'recipient') === '') return missing('to or recipient is required');
  if (to !== '' && !/^\+\d{6,15}$/.test(to)) return { code: 100, details: 'to is not a phone number with its country code' };
  if (body['recipient_type'] !== undefined && body['recipient_type'] !== 'individual') return { code: 100, details: 'recipient_type must be individual' };
  return textIn(body, 'biz_opaque_callback_data').length > 512 ? bad('biz_opaque_callback_data is longer than 512') : undefined;
};

const faultOfText = (text: Json): Refusal | undefined => {
  const body = textIn(text, 'body');
  if (body === '') return missing('text.body is required');
  return body.length > 4096 ? { code: 100, details: 'text.body must be at most 4096 characters' } : undefined;
};

export const isFile = (body: Json): boolean => ['image', 'document', 'audio', 'video', 'sticker'].includes(textIn(body, 'type'));

const faultOfFile = (body: Json): Refusal | undefined => {
  const type = textIn(body, 'type');
  const file = objectIn(body, type);
  const [id, link, caption] = ['id', 'link', 'caption'].map((name) => textIn(file, name));
  if ((id === '') === (link === '')) return { code: 100, details: 'exactly one of id and link is required' };
  if (caption !== '' && ['audio', 'sticker'].includes(type)) return { code: 100, details: 'caption is not allowed here' };
  return (caption ?? '').length > 1024 ? { code: 100, details: 'caption must be at most 1024 characters' } : undefined;
};

/** Templates that were approved, by name; each has one parameter in its body. */
const APPROVED: readonly string[] = ['agent_answered', 'service_notice', 'question_open'];

const faultOfTemplate = (template: Json): Refusal | undefined => {
  if (!APPROVED.includes(textIn(template, 'name')) || !['es', 'en'].includes(textIn(objectIn(template, 'language'), 'code'))) {
    return { code: 132001, details: 'template name does not exist in the translation' };
  }
  const parameters = listIn(template, 'components').flatMap((component) => listIn(component, 'parameters'));
  if (parameters.length !== 1) return { code: 132000, details: 'number of parameters does not match' };
  const [text = ''] = parameters.map((parameter) => textIn(parameter, 'text'));
  return text === '' || text.length > 1024 || /[\n\t]| {5}/.test(text) ? { code: 132018, details: 'param text cannot have new-line/tab characters or more than 4 consecutive spaces' } : undefined;
};

const faultOfInteractive = (interactive: Json): Refusal | undefined => {
  const body = textIn(objectIn(interactive, 'body'), 'text');
  if (body === '') return missing('interactive.body.text is required');
  if (body.length > 1024) return bad('interactive.body.text must be at most 1024 characters');
  const action = objectIn(interactive, 'action');
  if (interactive['type'] === 'button') return faultOfButtons(listIn(action, 'buttons'));
  if (interactive['type'] === 'list') return faultOfList(action);
  return bad('interactive.type is not supported');
};

const faultOfButtons = (buttons: readonly Json[]): Refusal | undefined => {
  if (buttons.length < 1 || buttons.length > 3) return bad('1 to 3 buttons are allowed');
  const replies = buttons.map((button) => objectIn(button, 'reply'));
  if (buttons.some((button) => button['type'] !== 'reply')) return bad('button type must be reply');
  return faultOfNames(replies, { title: 20, id: 256 });
};

const faultOfList = (action: Json): Refusal | undefined => {
  const open = textIn(action, 'button');
  if (open === '' || open.length > 20) return bad('action.button must have 1 to 20 characters');
  const sections = listIn(action, 'sections');
  if (sections.length > 1 && sections.some((section) => textIn(section, 'title') === '')) return bad('sections need titles when there are several');
  if (sections.some((section) => textIn(section, 'title').length > 24)) return bad('section title must be at most 24 characters');
  const rows = sections.flatMap((section) => listIn(section, 'rows'));
  if (rows.length < 1 || rows.length > 10) return bad('total row count must be 1 to 10');
  if (rows.some((row) => textIn(row, 'description').length > 72)) return bad('row description must be at most 72 characters');
  return faultOfNames(rows, { title: 24, id: 200 });
};

const faultOfNames = (named: readonly Json[], longest: { readonly title: number; readonly id: number }): Refusal | undefined => {
  const titles = named.map((one) => textIn(one, 'title'));
  const ids = named.map((one) => textIn(one, 'id'));
  if (titles.some((title) => title === '' || title.length > longest.title)) return bad(`title must have 1 to ${longest.title} characters`);
  if (ids.some((id) => id === '' || id !== id.trim() || id.length > longest.id)) return bad(`id must have 1 to ${longest.id} characters without outer spaces`);
  if (new Set(titles).size !== titles.length) return bad('titles must be unique');
  return new Set(ids).size === ids.length ? undefined : bad('ids must be unique');
};

export const errorBody = ({ code, details }: Refusal): Json => ({
  error: {
    message: `(#${code}) ${details}`, type: 'OAuthException', code,
    error_data: { messaging_product: 'whatsapp', details }, fbtrace_id: 'AFakeTraceId',
  },
});
