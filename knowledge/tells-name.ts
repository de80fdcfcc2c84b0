/** Whether a message tells a name and nothing else: told, it is no story and no answer to what fails. */

/** Her own name and little else: written as a name, or called one. */
export const tellsName = (text: string): boolean => text.length <= LONGEST_NAME && (CALLED.test(text) || WRITTEN.test(text));
const LONGEST_NAME = 80;
const OPENING = '^\\W*(?:(?:[Hh]ola|[Bb]uenas|[Ss][ií]|[Bb]ueno|[Pp]ues|[Cc]laro|[Hh]i|[Hh]ello)[\\s,]+)*';
const CALLED = new RegExp(`${OPENING}(?:(?:yo )?soy (?:l[ao]s? |su |el )?\\p{L}+[ ,.]+(?:y )?)?(?:me llamo|(?:[eé]l |ella )?se llama|(?:his|her) name is|mi nombre es|(?:est[aá] )?a nombre de|el titular es|la titular es|my name is|the (?:account )?holder is) (?:\\p{L}+[ .]*){1,6}\\W*$`, 'iu');
const WRITTEN = new RegExp(`${OPENING}(?:[Yy]o )?(?:[Ss]oy|[Ee]s|[Ll]e habla|[Hh]abla con|I am|I'm|[Tt]his is) (?:(?:el|la|don|doña|señora?|sra?\\.?) )*\\p{Lu}\\p{Ll}+(?: (?:de |del |la )*\\p{Lu}\\p{Ll}+){0,3}\\W*$`, 'u');
