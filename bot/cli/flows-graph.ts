/**
 * `npm run flows:graph [files] [--out folder]`: for every flow and level a Mermaid text and an SVG, and for every flow a
 * script to print for agents on the telephone. Into `flows-graph` under the folder where the person stands.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mermaidOf } from '../../flows/diagram/mermaid';
import { pictureOf } from '../../flows/diagram/picture';
import { scriptOf } from '../../flows/diagram/script';
import { svgOf } from '../../flows/diagram/svg';
import { checkSources } from '../../flows/release';
import { LEVELS } from '../../knowledge/language';
import { definitionsFolder, gather, missingFiles, standing } from './flows-sources';

export interface Drawn {
  readonly ok: boolean;
  readonly text: string;
}

const drawFlows = (args: readonly string[], from: string, definitions: string): Drawn => {
  const at = args.indexOf('--out');
  const out = path.resolve(from, (at < 0 ? undefined : args[at + 1]) ?? 'flows-graph');
  const given = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  const missing = missingFiles(given, from);
  if (missing.length > 0) return { ok: false, text: missing.map((name) => `${name}  No existe este archivo / there is no such file`).join('\n') };
  const { definitions: read, faults } = checkSources(gather(given, from, definitions).files);
  if (read === undefined || faults.length > 0) return { ok: false, text: `${faults.length} fallas: npm run flows:check\n  ${faults.length} faults: npm run flows:check` };
  mkdirSync(out, { recursive: true });
  for (const { value: flow } of read.flows) {
    writeFileSync(path.join(out, `${flow.flow}.html`), scriptOf(flow, read.glossary.value));
    for (const level of LEVELS) {
      const picture = pictureOf(flow, level, read.glossary.value);
      writeFileSync(path.join(out, `${flow.flow}.${level}.mmd`), mermaidOf(picture));
      writeFileSync(path.join(out, `${flow.flow}.${level}.svg`), svgOf(picture));
    }
  }
  return { ok: true, text: `${read.flows.length} flujos en / flows in ${out}` };
};

const main = (): void => {
  const { ok, text } = drawFlows(process.argv.slice(2), standing(), definitionsFolder());
  process.stdout.write(`${text}\n`);
  process.exitCode = ok ? 0 : 1;
};

if (require.main === module) main();
