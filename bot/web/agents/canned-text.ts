/** A reply that is ready to use, with its variables filled from the case. What the case does not know stays visible as a gap. */
import type { Language } from '../../../knowledge/language';
import type { CaseDetail } from '../contracts';
import type { CannedReply } from '../desk-contracts';

export const GAP = '____';

export interface Filling {
  readonly detail: CaseDetail;
  /** Who writes. */
  readonly agent: string;
}

/** In the customer's language. */
export function filled(reply: CannedReply, { detail: { summary, packet }, agent }: Filling): string {
  const values: Readonly<Record<string, string | undefined>> = {
    name: summary.name ?? packet.who.name, agent, number: summary.number ?? packet.number, service: packet.service?.id,
    address: packet.service?.address, topic: summary.topic,
  };
  return reply.text[summary.language].replaceAll(/\{([a-z]+)\}/g, (_, name: string) => values[name] ?? GAP);
}

/** Those whose name, title or text holds every typed word. */
export function matching(replies: readonly CannedReply[], typed: string, language: Language): readonly CannedReply[] {
  const words = plain(typed).split(' ').filter((word) => word !== '');
  return replies.filter(({ id, title, text }) => {
    const all = plain(`${id} ${title[language]} ${text[language]}`);
    return words.every((word) => all.includes(word));
  });
}

/** Without accents and capitals. */
export function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
