/** A complaint as it is told: its kind, and what happened in her own words when she told it beside announcing it (P1). Pure. */
import { tellsName } from '../../knowledge/tells-name';
import { MAX_CHARS, plainOf } from '../../knowledge/text';

/** What came with a complaint, for the flow that files it. */
export const complaintFacts = (text: string): Readonly<Record<string, string>> => {
  const named = KINDS.filter(([, words]) => words.test(plainOf(text)));
  // An appeal is against the answer to something: it names that too.
  const [kind, another] = named.some(([id]) => id === 'appeal') ? named.filter(([id]) => id === 'appeal') : named;
  const isTold = tellsWhy(text);
  return {
    // What somebody did to her is a complaint, and she need not know what else there is.
    ...(kind && !another ? { 'pqr.kind': kind[0] } : isTold && !kind ? { 'pqr.kind': 'complaint' } : {}),
    ...(isTold && { 'pqr.facts': text.slice(0, MAX_CHARS).trim() }),
  };
};

const KINDS: readonly (readonly [kind: string, words: RegExp])[] = [
  ['complaint', /\b(?:quej\w+|reclam\w+|denunci\w+|complain\w*)\b/],
  ['petition', /\b(?:petici\w+|petition)\b/],
  ['appeal', /\b(?:recurso|apel\w+|reposicion|appeal\w*)\b/],
];

/** It is told, not only announced: «quiero poner una queja: me cobraron doble». */
export const tellsWhy = (text: string): boolean => {
  const [before = '', after = ''] = plainOf(text).split(ANNOUNCED);
  if (text.trim().split(/\s+/).length >= LONG_STORY) return saysSomething(`${before} ${after}`);
  return (GIVES_REASON.test(after) && saysSomething(after)) || (ENDS_CLAUSE.test(before) && !tellsName(text.slice(0, before.length)) && saysSomething(before));
};

const LONG_STORY = 9;
const ANNOUNCED = /\b(?:(?:quiero|quisiera|necesito|deseo|vengo a|voy a|para|i want to|i d like to|i need to) )*(?:(?:poner|radicar|presentar|hacer|interponer|colocar|dejar|pasar|file|make) )?(?:una?|mi|el|la|a|my)? ?(?:quej\w+|reclam\w+|pqrs?|peticion|recurso|complain\w*)\b/;
const GIVES_REASON = /^ ?(?:[:;,.(-]|por(?:que)?\b|ya que\b|pues\b|de que\b|es que\b|contra\b|because\b|about\b|that\b)/;
const ENDS_CLAUSE = /(?:[:;,.)-]|\b(?:y|and|por eso|entonces|asi que|so))\s*$/;

/** What is left of it without words that tell nothing by themselves. */
const saysSomething = (words: string): boolean => words.split(/[^a-z0-9]+/).filter((word) => word.length > 2 && !SAYS_NOTHING.test(word)).length >= FEWEST_WORDS;
const FEWEST_WORDS = 2;
const SAYS_NOTHING = new RegExp(
  '^(?:hola|buen[oa]s?|dias|tardes|noches|senor(?:a|es|ita)?|favor|gracias|por|porque|que|del?|con|una?|los|las|eso|esto|ese|esta|este|muy|mas|mal|mal[oa]|pesim[oa]|horrible|servicio|atencion|ustedes|' +
    'quiero|necesito|ayud\\w+|donde|como|formal|urgente|ahora|hoy|the|and|your|you|bad|terrible|service|because|about|please|hello|want|need|help)$',
);
