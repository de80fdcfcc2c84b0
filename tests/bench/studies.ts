/** The product's own studies beside the rounds; each is skipped where its server is not part of the run. */
import type { Load } from './load-process';
import type { Options } from './options';
import type { Findings } from './ratios';
import type { Plan, ServerName } from './servers';
import { blockStudy } from './studies/block-study';
import { idleStudy, type IdleFigures } from './studies/idle-study';
import { transcriptStudy } from './studies/transcript-study';
import { twoStudy } from './studies/two-study';

/** Entries; 60 conversations of it weigh about 100 MB in Redis. */
const LONG_TRANSCRIPT = 20_000;

type Studies = Omit<Findings, 'rows'>;

const has = (plans: readonly Plan[], name: ServerName): boolean => plans.some((plan) => plan.name === name);

const idleOf = async (options: Options, plans: readonly Plan[], load: Load): Promise<readonly IdleFigures[]> => {
  const idle: IdleFigures[] = [];
  for (const name of ['redis', 'embedded'] as const) {
    if (has(plans, name)) idle.push(await idleStudy(name, load, options.quick ? 50 : 400));
  }
  return idle;
};

export const runStudies = async (options: Options, plans: readonly Plan[], load: Load): Promise<Studies> => {
  const product = has(plans, 'redis') || has(plans, 'embedded');
  if (product) console.log('studies');
  return {
    idle: await idleOf(options, plans, load),
    block: product && !options.quick ? await blockStudy(load) : null,
    transcript: has(plans, 'redis') ? await transcriptStudy(load, options.quick ? 1000 : LONG_TRANSCRIPT) : null,
    two: options.two && has(plans, 'redis') ? await twoStudy(load, options.rounds, options.seconds * 1000) : null,
  };
};
