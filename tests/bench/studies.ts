/** The product's own studies beside the rounds; each is skipped where its server is not part of the run. */
import type { Load } from './load-process';
import type { Options } from './options';
import type { Findings } from './ratios';
import type { Plan, ServerName } from './servers';
import { blockStudy } from './studies/block-study';
import { idleStudy, type IdleFigures } from './studies/idle-study';
import { startStudy, type StartFigures } from './studies/start-study';
import { transcriptStudy, type TranscriptFigures } from './studies/transcript-study';
import { twoStudy } from './studies/two-study';
import { waitStudy } from './studies/wait-study';

/** Entries; the longest conversations weigh about 100 MB in Redis. */
const TRANSCRIPTS = [10, 1_000, 100_000];

const PRODUCT = ['redis', 'embedded'] as const;

type Studies = Omit<Findings, 'rows'>;

const has = (plans: readonly Plan[], name: ServerName): boolean => plans.some((plan) => plan.name === name);

const startsOf = async (options: Options, plans: readonly Plan[]): Promise<readonly StartFigures[]> => {
  const starts: StartFigures[] = [];
  for (const name of PRODUCT) if (has(plans, name)) starts.push(await startStudy(name, options.rounds));
  return starts;
};

const idleOf = async (options: Options, plans: readonly Plan[], load: Load): Promise<readonly IdleFigures[]> => {
  const idle: IdleFigures[] = [];
  for (const name of PRODUCT) if (has(plans, name)) idle.push(await idleStudy(name, load, options.quick ? 20 : 400));
  return idle;
};

const transcriptsOf = async (options: Options, plans: readonly Plan[], load: Load): Promise<readonly TranscriptFigures[]> => {
  const found: TranscriptFigures[] = [];
  if (!has(plans, 'redis') || options.quick) return found;
  for (const entries of TRANSCRIPTS) found.push(await transcriptStudy(load, entries));
  return found;
};

export const runStudies = async (options: Options, plans: readonly Plan[], load: Load): Promise<Studies> => {
  const product = has(plans, 'redis') || has(plans, 'embedded');
  if (product) console.log('studies');
  return {
    starts: await startsOf(options, plans),
    idle: await idleOf(options, plans, load),
    block: product && !options.quick ? await blockStudy(has(plans, 'redis') ? 'redis' : 'embedded', load) : null,
    transcripts: await transcriptsOf(options, plans, load),
    wait: options.wait && has(plans, 'redis') ? await waitStudy(load, options.rounds, options.seconds * 1000) : null,
    two: options.two && has(plans, 'redis') ? await twoStudy(load, options.rounds, options.seconds * 1000) : null,
  };
};
