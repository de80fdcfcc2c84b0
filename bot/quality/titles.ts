/** Flows and their steps as people read them, in the report of the figures: from the current release's own texts. */
import type { Language } from '../../knowledge/language';
import type { Releases } from '../content/releases';
import { stepLabel } from '../desk/packet-words';

export interface Titles {
  titleOf(flow: string, language: Language): string;
  /** Of `flow/step`. */
  stepTitleOf(step: string, language: Language): string;
}

export const makeTitles = (releases: Pick<Releases, 'current'>): Titles => {
  const titleOf: Titles['titleOf'] = (flow, language) => releases.current().flows.get(flow)?.title[language] ?? flow;
  return {
    titleOf,
    stepTitleOf(at, language) {
      const [name = '', step = ''] = at.split('/');
      const flow = releases.current().flows.get(name);
      const label = flow && stepLabel(flow, step, { language, level: 'basic', now: 0, facts: {}, glossary: flow.glossary });
      return `${titleOf(name, language)}: ${label ?? step.replaceAll('_', ' ')}`;
    },
  };
};
