/**
 * `npm run flows:check [files] [--coverage] [--talks]`: checks the definitions of this repository (or of FLOWS_DIR), or the given
 * files and folders: form, meaning, the proof of every level, and the tests beside the flows. A folder with a glossary is a
 * release of its own; single files are checked as if they stood among the definitions. What is wrong goes to standard
 * output as `file:line:column  message`, Spanish first, with the conversation that shows it, and the program ends with 1.
 * `--coverage` lists the exits that no test takes, `--talks` prints the conversations of the tests.
 */
import { readdirSync } from 'node:fs';
import { checkRelease } from '../../flows/check';
import { withArticles } from '../../flows/sources';
import { ARTICLES_DIRECTORY } from '../content/articles';
import { readTyped } from '../content/typed';
import { coverageLines, reportOf, summaryOf, talkLines } from './flows-report';
import { definitionsFolder, gather, missingFiles, standing } from './flows-sources';

export interface Checked {
  readonly ok: boolean;
  readonly text: string;
}

/** `from`: the folder that relative paths start at. */
export const checkFlows = (given: readonly string[], from: string, definitions: string): Checked => {
  const paths = given.filter((argument) => !argument.startsWith('--'));
  const missing = missingFiles(paths, from);
  if (missing.length > 0) return { ok: false, text: missing.map((name) => `${name}  No existe este archivo\n  there is no such file`).join('\n') };
  const sources = gather(paths, from, definitions);
  const verdict = checkRelease(withArticles(sources.files, articleNames()), readTyped);
  const coverage = given.includes('--coverage') ? coverageLines(verdict, sources) : [];
  const talks = given.includes('--talks') ? talkLines(verdict, sources) : [];
  return { ok: verdict.faults.length === 0, text: [...reportOf(verdict, sources), ...coverage, ...talks, ...(coverage.length + talks.length > 0 ? [''] : []), ...summaryOf(verdict, sources)].join('\n') };
};

/** What a question's help may name. */
const articleNames = (): readonly string[] => readdirSync(ARTICLES_DIRECTORY).filter((name) => name.endsWith('.md')).map((name) => name.slice(0, -'.md'.length));

const main = (): void => {
  const { ok, text } = checkFlows(process.argv.slice(2), standing(), definitionsFolder());
  process.stdout.write(`${text}\n`);
  process.exitCode = ok ? 0 : 1;
};

if (require.main === module) main();
