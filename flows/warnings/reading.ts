/** How a text reads: what the checker warns of that no schema can see. Spanish, since that is what the flows are written in. */

/** Words that mean nothing to somebody who has never looked into it; what stands printed on the box may be said. */
const JARGON = [
  'ONT', 'ONU', 'OLT', 'WAN', 'LAN', 'DHCP', 'DNS', 'SSID', 'CGNAT', 'NAT', 'dBm', 'IP', 'IPv4', 'IPv6', 'ping', 'APN', 'Rx', 'firmware', 'bridge',
  'patchcord', 'SC/APC', 'dying gasp', 'ranging', 'sesión PPPoE', 'PPPoE', 'gateway', 'latencia', 'provisionamiento', 'traceroute', 'MTU', 'VLAN', 'ETR',
];
const IS_JARGON = new RegExp(`(?<![\\p{L}\\d])(${JARGON.join('|')})(?![\\p{L}\\d])`, 'u');

/** Above this a sentence has to be read twice. */
const MOST_WORDS = 24;

export const jargonIn = (text: string): string | undefined => IS_JARGON.exec(text)?.[1];

/** The longest sentence, when it has too many words. */
export const longSentenceIn = (text: string): { readonly words: number } | undefined => {
  const words = text.split(/[.!?:;\n]+/).map((sentence) => sentence.trim().split(/\s+/).length);
  const most = Math.max(0, ...words);
  return most > MOST_WORDS ? { words: most } : undefined;
};

export const questionsIn = (text: string): number => (text.match(/¿/g) ?? []).length;

/** Forms that only *usted* takes: a text with one of them sounds wrong where the customer is addressed as *tú*. */
const USTED = new RegExp(
  `(?<!\\p{L})(usted|su|sus|suyo|suya|suyos|suyas|dígame|escríbame|cuénteme|mire|revise|pruebe|conecte|conéctelo|desconecte|reinícielo|apague|apáguelo|préndalo|busque|espere|` +
    `abra|vaya|ponga|quite|déjelo|tome|envíe|está usted|escriba|responda|confirme|elija|escoja|lea|marque|guarde|respóndame|dígamelo|pruébelo|ábral[oa]|desconéctelo|apriet(?:e|elo)|cierre|pause|piense|disculpe|tóquelo|` +
    `cuando quiera|(?:no|ni que|que no) repita|no tiene que|(?:avisar|enviar|pasar|explicar|evitar|contar)le|lo (?:llamen|contact\\p{L}+)|si (?:no )?(?:lo |la )?(?:encuentra|distingue|termina|pide|recibió|cambió)|me (?:escribe|manda|da|cuente))(?!\\p{L})`,
  'iu',
);
/** These are said of things as well («se ve», «no tiene luz», «le llega al equipo»): only where they are asked, or tell what is done for her. */
const OF_USTED = new RegExp(
  `[¿,] ?(ya |no |también |en cuál |cuál |qué |cómo )?(me |lo |la |los |las )?(ve|tiene|quiere|puede|pudo|prefiere|necesita|desea|sabe|haga|tenga|deje|cambie|use)(?!\\p{L})` +
    `|(?<!\\p{L})que ya tenga(?!\\p{L})|(?<!\\p{L})le (?!\\p{L}+( \\p{L}+)? al? )\\p{L}+`,
  'iu',
);

/** What a slot holds is nobody's wording. */
export const hasUsted = (text: string): boolean => {
  const worded = text.replace(/\{[^}]*\}/g, '');
  return USTED.test(worded) || OF_USTED.test(worded);
};
