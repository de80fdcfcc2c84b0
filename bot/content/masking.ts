/**
 * Takes out of customers' words what could tell who wrote them, so that the words may be kept, read and learnt from: mails,
 * links, addresses, numbers, codes, names. What is masked wrongly costs a word; what is not would cost a person.
 */

/** What stands in the place of what was taken out. */
export const MASKS = { mail: '‹correo›', link: '‹enlace›', address: '‹dirección›', number: '‹número›', code: '‹código›', name: '‹nombre›' } as const;

/** A mailbox has 64 letters at most (RFC 5321): from each place only so many are looked at, or long texts would cost their square. */
const MAIL = /[\p{L}\p{N}._%+'-]{1,64}\s?(?:@|\(at\)|\s(?:arroba|at)\s)\s?[\p{L}\p{N}-]+(?:\s?(?:\.|\s(?:punto|dot)\s)\s?[\p{L}\p{N}-]+)*/giu;
const LINK = /\b(?:https?:\/\/|www\.)\S+/gi;
/** «calle 12 # 34-56», «cra 7a no. 8», «mz 4 casa 2», «apto 301». */
const ADDRESS = /\b(?:calle|cll|cl|carrera|cra|kra|kr|cr|transversal|transv|tv|diagonal|diag|dg|avenida|av|autopista|manzana|mz|lote|casa|apartamento|apto|apt|torre|interior|int|bloque|street|st|apartment)\b\.?\s*(?:#|n[oº°]?\.?|n[uú]mero)?\s*\d+\p{L}?(?:\s*(?:bis|sur|norte|este|oeste|#|-|n[oº°]\.?|con)?\s*\d+\p{L}?)*/giu;
/** Three digits and more, however they are grouped. Two may be lights or minutes. */
const NUMBER = /\+?\d(?:[\s.,()/-]{0,2}\d){2,}/g;
/** Letters and digits mixed: serial numbers, reference codes. */
const CODE = /(?<![\p{L}\p{N}])(?=[\p{L}\p{N}-]{0,64}\d)(?=[\p{L}\p{N}-]{0,64}\p{L})[\p{L}\p{N}][\p{L}\p{N}-]{4,}(?![\p{L}\p{N}])/gu;
const DIGIT_WORD = '(?:cero|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|\\p{L}*cientos|mil|mill[oó]n(?:es)?|zero|one|two|three|four|five|six|seven|eight|nine|ten|double|doble|triple)';
/** A number said word by word. */
const SPOKEN = new RegExp(`(?<!\\p{L})${DIGIT_WORD}(?:[\\s,.-]+(?:y\\s+|and\\s+)?${DIGIT_WORD}){2,}(?!\\p{L})`, 'giu');

const WORD = "[\\p{L}'’]+";
/** «me llamo ana maría», «mi nombre es…», «soy la señora…», «habla con…»: whatever comes then, up to four words of a name. */
const INTRODUCED = new RegExp(
  `(?<!\\p{L})(me llamo|mi nombre es|mi nombre completo es|nombre(?=\\s*:)|a nombre de|est[aá] a nombre de|titular(?: es)?|el titular es|la titular es|le habla|habla con|de parte de|atentamente|att|my name is|i am called|this is|under the name(?: of)?)(\\s*:?\\s+)(${WORD}(?:\\s+${WORD}){0,3})`,
  'giu',
);
/** «señora Rosa», «don Luis», «Mr Smith». */
const TITLED = new RegExp(`(?<!\\p{L})(señora|señor|señorita|sra|sr|srta|don|doña|doctora|doctor|dra|dr|mrs|mr|ms|miss)(\\.?\\s+)(${WORD})`, 'giu');
/** Two and more words in capitals in a row: nobody writes so of a router. */
const CAPITALS = /(?<![\p{L}])\p{Lu}\p{Ll}+(?:\s+(?:de\s+(?:la\s+)?|del\s+)?\p{Lu}\p{Ll}+)+/gu;

/** Where a name ends. */
const NO_NAMES: ReadonlySet<string> = new Set(
  'y o pero que no si sí es el la los las un una mi mis su de del con sin por para en al a se me le ya tengo tiene estoy está quiero necesito vivo soy desde hace porque cuando como internet servicio casa and but i my the is a an with from for to have no not'.split(' '),
);

/** Common first names, alone and in small letters too: what people sign with. */
const FIRST_NAMES: readonly string[] =
  ('maria maría ana carmen rosa gloria martha marta sandra claudia diana paola andrea natalia carolina alejandra catalina laura camila valentina daniela juliana adriana angela ángela monica mónica patricia liliana esperanza olga yolanda nelly pilar marcela viviana lorena milena yesenia yuliana mariana isabella sofia sofía gabriela tatiana ' +
    'jose josé juan luis carlos jorge andres andrés felipe camilo santiago sebastian sebastián david daniel diego alejandro oscar óscar fernando hernan hernán javier jaime ricardo eduardo mauricio gustavo rafael miguel pedro pablo manuel alvaro álvaro german germán hector héctor edwin wilson jhon john freddy nelson william cesar césar ivan iván nicolas nicolás mateo samuel esteban julian julián cristian guillermo rodrigo enrique alberto alfonso armando ernesto arturo ' +
    'rodriguez rodríguez martinez martínez garcia garcía gomez gómez lopez lópez gonzalez gonzález hernandez hernández sanchez sánchez perez pérez ramirez ramírez torres diaz díaz moreno muñoz vargas jimenez jiménez castro ortiz gutierrez gutiérrez ruiz alvarez álvarez romero suarez suárez valencia herrera mejia mejía cardona ospina quintero zapata agudelo restrepo arango giraldo castaño').split(' ');
const ANY_WORD = /[\p{L}'’]+/gu;

/** `names`: what else is known to be hers, e.g. from the operator's systems. */
export const masked = (text: string, names: readonly string[] = []): string => {
  const own = new Set([...FIRST_NAMES, ...names.flatMap((name) => name.toLowerCase().match(ANY_WORD) ?? []).filter((word) => !NO_NAMES.has(word))]);
  const spaced = text.normalize('NFC')
    .replace(LINK, MASKS.link).replace(MAIL, MASKS.mail).replace(ADDRESS, MASKS.address)
    .replace(SPOKEN, MASKS.number).replace(NUMBER, MASKS.number).replace(CODE, MASKS.code);
  const introduced = spaced
    .replace(INTRODUCED, (_, by: string, space: string, words: string) => `${by}${space}${nameTaken(words)}`)
    .replace(TITLED, (whole, title: string, space: string, word: string) => (NO_NAMES.has(word.toLowerCase()) ? whole : `${title}${space}${MASKS.name}`))
    .replace(CAPITALS, MASKS.name)
    .replace(ANY_WORD, (word, at: number, all: string) => (own.has(word.toLowerCase()) && all[at - 1] !== '‹' ? MASKS.name : word));
  return introduced.replace(/(?:‹nombre›)(?:\s+‹nombre›)+/g, MASKS.name).replace(/\s+/g, ' ').trim();
};

const nameTaken = (words: string): string => {
  const all = words.split(/\s+/);
  const ends = all.findIndex((word) => NO_NAMES.has(word.toLowerCase()) && word.toLowerCase() !== 'de' && word.toLowerCase() !== 'del');
  const rest = ends < 0 ? [] : all.slice(ends);
  return ends === 0 ? words : [MASKS.name, ...rest].join(' ');
};
