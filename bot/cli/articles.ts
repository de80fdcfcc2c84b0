/**
 * `npm run articles`: checks the articles and lists them. With a question, shows what the search finds, in order, and
 * what the bot would answer in a conversation, so that who writes an article sees its effect at once:
 * `npm run articles -- "¿cómo cambio la clave?" --language=es --level=basic`.
 */
import { parseArgs } from 'node:util';
import { faultLine } from '../../flows/faults';
import { LANGUAGES, LEVELS, type Language, type Level } from '../../knowledge/language';
import { findPassage } from '../../knowledge/search/find-passage';
import type { Library } from '../../knowledge/search/library';
import { searchArticles } from '../../knowledge/search/search-articles';
import { understand } from '../../knowledge/understand';
import { ARTICLES_DIRECTORY, loadArticles } from '../content/articles';

export interface Shown {
  readonly ok: boolean;
  readonly text: string;
}

const SHOWN_HITS = 5;

/** `args`: as typed after the command. */
export const showArticles = async (args: readonly string[], directory: string = ARTICLES_DIRECTORY): Promise<Shown> => {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { language: { type: 'string' }, level: { type: 'string' } } });
  const language = LANGUAGES.find((each) => each === (values.language ?? 'es'));
  const level = LEVELS.find((each) => each === (values.level ?? 'basic'));
  if (language === undefined || level === undefined) return { ok: false, text: `--language: ${LANGUAGES.join(', ')}; --level: ${LEVELS.join(', ')}` };
  const loaded = await loadArticles(directory);
  if (!loaded.ok) return { ok: false, text: loaded.faults.map((fault) => `${faultLine(fault, 'es')}\n  ${fault.message.en}`).join('\n') };
  const question = positionals.join(' ').trim();
  return { ok: true, text: question === '' ? listOf(loaded.library) : answerTo(loaded.library, question, { language, level }) };
};

const listOf = ({ articles }: Library): string =>
  [...articles.values()]
    .map(({ id, services, levels, updated, texts }) => [id.padEnd(22), updated, services.join('+').padEnd(26), levels.length === LEVELS.length ? 'todos' : levels.join('+'), texts.es.title].join('  '))
    .concat(`${articles.size} artículos`)
    .join('\n');

const answerTo = (library: Library, question: string, reader: { readonly language: Language; readonly level: Level }): string => {
  const heard = understand(question);
  const search = { ...reader, heard };
  const hits = searchArticles(library, question, { ...search, limit: SHOWN_HITS });
  const passage = findPassage(library, question, search);
  return [
    ...hits.map(({ article, title, match }, index) => `${index + 1}. ${article.id.padEnd(22)}  ${match.score.toFixed(1).padStart(6)}  ${title}`),
    ...(hits.length === 0 ? ['No se encontró ningún artículo.'] : []),
    '',
    passage === undefined ? 'En una conversación no se respondería con un artículo.' : `En una conversación (seguridad ${passage.confidence.toFixed(2)}):\n${passage.text}`,
  ].join('\n');
};

if (require.main === module) {
  void showArticles(process.argv.slice(2)).then(({ ok, text }) => {
    process.stdout.write(`${text}\n`);
    process.exitCode = ok ? 0 : 1;
  });
}
