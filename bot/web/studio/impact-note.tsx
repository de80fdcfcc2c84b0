/** Whom publishing this would leave in steps that are gone; asked anew when what is proven changes. */
import { useEffect, useState, type ReactNode } from 'react';
import type { ImpactReply } from '../flow-contracts';
import { useLanguage, useStaff } from '../staff/context';
import { Notice } from '../staff/parts';
import { DRAFT_TEXTS } from './draft-texts';
import { allTexts, type Workbench } from './workbench';

export function ImpactNote({ bench }: { readonly bench: Workbench }): ReactNode {
  const texts = DRAFT_TEXTS[useLanguage()];
  const { ask } = useStaff();
  const [impact, setImpact] = useState<ImpactReply>();
  const { kind, revision } = bench.check;
  const ready = kind === 'done' && bench.check.faults.length === 0;
  useEffect(() => {
    if (!ready) return setImpact(undefined);
    let left = false;
    void ask<ImpactReply>({ method: 'POST', path: '/flows/impact', body: { files: allTexts(bench) } }).then((reply) => {
      if (!left && reply.kind === 'ok') setImpact(reply.body);
    });
    return () => {
      left = true;
    };
  }, [ask, ready, revision]);
  if (impact === undefined || impact.inRemoved === 0) return null;
  return (
    <Notice tone="warn">
      <p>{texts.impact(impact.inRemoved)}: {impact.removed.map(({ flow, step, threads }) => `${flow}/${step} (${threads})`).join(', ')}.</p>
      <p>{texts.impactAbout}</p>
    </Notice>
  );
}
