/**
 * One file of an article to a typed value, or to faults at their line: YAML between two lines `---`, then the text.
 * A paragraph is what stands between blank lines; `## advanced` begins the wording of another level.
 */
import { z } from 'zod';
import { faultAt, unknownName, type Fault, type Parsed } from '../../flows/faults';
import { issuesToFaults } from '../../flows/parse-issues';
import { parseYaml } from '../../flows/parse-yaml';
import { LEVELS, type Level } from '../../knowledge/language';
import { ARTICLE_SERVICES, EQUIPMENT, type ArticleText } from '../../knowledge/search/article';
import { INTENTS } from '../../knowledge/understanding';

const text = z.string().trim().min(1).max(120);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What every language tells for itself. */
const translated = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  title: text,
  keywords: z.array(text).min(3).max(30),
  updated: day,
});

/** What the main file tells besides, once for all languages. */
const main = translated.extend({
  services: z.array(z.enum(ARTICLE_SERVICES)).min(1),
  levels: z.array(z.enum(LEVELS)).min(1),
  equipment: z.array(z.enum(EQUIPMENT)),
  intents: z.array(z.enum(INTENTS)).min(1),
});

export type MainHead = z.infer<typeof main>;
export type TranslatedHead = z.infer<typeof translated>;
export interface ArticleFile<Head> {
  readonly head: Head;
  readonly wording: ArticleText['wording'];
}

export const parseMain = (file: string, source: string): Parsed<ArticleFile<MainHead>> => parse(main, file, source);
export const parseTranslated = (file: string, source: string): Parsed<ArticleFile<TranslatedHead>> => parse(translated, file, source);

const FRAME = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/;

const parse = <Head extends object>(schema: z.ZodType<Head>, file: string, source: string): Parsed<ArticleFile<Head>> => {
  const [, front, body] = FRAME.exec(source.replaceAll('\r\n', '\n')) ?? [];
  if (front === undefined || body === undefined) {
    return { ok: false, faults: [faultAt({ file, line: 1, column: 1 }, 'El archivo debe empezar con datos entre dos líneas «---»', 'the file must begin with data between two lines "---"')] };
  }
  // The blank line stands for the first `---`, so that faults carry the file's own lines.
  const yaml = parseYaml(file, `\n${front}`);
  if (!yaml.ok) return yaml;
  const head = schema.safeParse(yaml.value.value);
  const wording = parseWording(body, { file, line: front.split('\n').length + 2 });
  const faults = [...(head.success ? [] : issuesToFaults(head.error.issues, { schema, source: yaml.value, base: [] })), ...(wording.ok ? [] : wording.faults)];
  return head.success && wording.ok ? { ok: true, value: { head: head.data, wording: wording.value } } : { ok: false, faults };
};

const LEVEL_LINE = /^## +(.+?) *$/gm;

const parseWording = (body: string, from: { readonly file: string; readonly line: number }): Parsed<ArticleText['wording']> => {
  const [basic = '', ...sections] = body.split(LEVEL_LINE);
  const wording: { basic: string[] } & Partial<Record<Level, string[]>> = { basic: paragraphsOf(basic) };
  const faults: Fault[] = [];
  const at = { file: from.file, line: from.line, column: 1 };
  if (wording.basic.length === 0) faults.push(faultAt(at, 'El artículo no tiene texto', 'the article has no text'));
  for (let i = 0; i < sections.length; i += 2) {
    const level = LEVELS.find((each) => each === sections[i]);
    const paragraphs = paragraphsOf(sections[i + 1] ?? '');
    if (level === undefined) faults.push(unknownName(at, { es: 'Nivel', en: 'level', name: sections[i] ?? '' }, LEVELS));
    else if (paragraphs.length === 0) faults.push(faultAt(at, `El nivel «${level}» no tiene texto`, `level "${level}" has no text`));
    else wording[level] = paragraphs;
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: wording };
};

const paragraphsOf = (body: string): string[] => body.split(/\n\s*\n/).map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== '');
