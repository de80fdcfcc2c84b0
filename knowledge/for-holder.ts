/**
 * Whether the writer says that the service is somebody else's and she writes for that person (P13): her mother's, her
 * tenant's, her boss's. Then the one who signed the contract is asked, and what only that person may ask stays with her (I11).
 */
import { anyMatching } from './pattern-index';
import { bareWords, fold } from './text';

const RELATIVES =
  '(?:mam[ai]\\w*|pap[ai]\\w*|madre|padre|espos[oa]|marido|mujer|novi[oa]|parej[ao]|hij[oa]|herman[oa]|abuel\\w*|ti[oa]|prim[oa]|suegr[oa]|cunad[oa]|sobrin[oa]|niet[oa]|vecin[oa]|amig[oa]|jef[ea]|patron[a]?|inquilin[oa]|arrendatari[oa]|compa[nñ]er[oa])';
const KIN_EN = '(?:mother|mom|father|dad|wife|husband|partner|son|daughter|brother|sister|grand(?:mother|father|ma|pa)|aunt|uncle|cousin|neighbou?r|friend|boss|tenant|roommate)';

/** Whoever is named with respect, or not at all. */
const SOMEBODY = `(?:(?:mi|un|una|el|la|su) ${RELATIVES}|don|dona|otra persona|el senor|la senora|el titular|la titular)`;

const FOR_ANOTHER: readonly RegExp[] = [
  new RegExp(`\\b(?:escribo|llamo|hablo|vengo) (?:por|de parte de|a nombre de|en nombre de) ${SOMEBODY}\\b`),
  new RegExp(`\\bsoy (?:el |la |un |una )?${RELATIVES} (?:de|del) (?:la )?(?:titular|duen[oa]|don|dona|senora?|que firmo)\\b`),
  /\bno soy (?:el|la) (?:titular|duen[oa]|suscriptor\w*)\b/,
  /\b(?:el|la) (?:titular|duen[oa]) (?:no soy yo|es (?:mi|otr[oa]|un|una))\b/,
  new RegExp(`\\b(?:ella|el|mi ${RELATIVES}) es (?:el|la) (?:titular|duen[oa]|que firmo)\\b`),
  new RegExp(`\\besta a nombre de ${SOMEBODY}\\b`),
  new RegExp(`\\b(?:writing|calling|asking|chatting|texting) (?:for|on behalf of) (?:my|a|the) ${KIN_EN}\\b`),
  /\bon behalf of\b/,
  /\b(?:i am|i m) not the (?:account )?(?:holder|owner)\b/,
  new RegExp(`\\b(?:account|contract|service) is (?:in|under) my ${KIN_EN}(?: s|s)? name\\b`),
];

const isForAnother = anyMatching(FOR_ANOTHER);

const LONGEST = 1_000;

/** `true`: for somebody else. `false`: she says that she is the one who signed. */
export const saysForHolder = (text: string): boolean | undefined => {
  const folded = bareWords(fold(text.slice(0, LONGEST)));
  if (isForAnother(folded)) return true;
  return OWN.test(folded) ? false : undefined;
};

const OWN = /\b(?:soy (?:el|la) (?:titular|duen[oa]|suscriptor\w*)|(?:esta|it is|is) (?:a mi nombre|in my name)|i am the (?:account )?(?:holder|owner))\b/;
