/** What a studio page does when somebody publishes or removes the draft that is open on it: the page's own logic over a real server. */
import { LOCK_MS } from '../../../bot/content/draft-lock';
import type { DraftList, FlowDraft } from '../../../bot/web/flow-contracts';
import type { FlowsReply } from '../../../bot/web/contracts';
import { replyOf, type Ask } from '../../../bot/web/staff/http';
import { makeDraftDesk, type DraftDesk } from '../../../bot/web/studio/draft-desk';
import { conflictsIn, EMPTY_WORKBENCH, reduceWorkbench, textOf, type Workbench, type WorkbenchEvent } from '../../../bot/web/studio/workbench';
import { openOffice, type Office } from './given';

const FILE = 'book-visit.yaml';
const OTHER = 'glossary.yaml';

interface Page {
  readonly desk: DraftDesk;
  bench(): Workbench;
  types(text: string, file?: string): void;
  /** Everything that waits for its moment is done now. */
  pauses(): Promise<void>;
  opens(id: string): Promise<void>;
}

describe('the draft that is open on a page', () => {
  let office: Office;
  let line: 'up' | 'down';

  beforeEach(async () => {
    office = await openOffice();
    line = 'up';
  });
  afterEach(() => office.close());

  const askOf = async (role: 'editor' | 'administrator' | 'reviewer'): Promise<Ask> => {
    const token = await office.signInAs(role);
    return async ({ body, method, path }) => {
      if (line === 'down') return { kind: 'unreachable' };
      const answer = await office.call(method, `/api/staff${path}`, { token, ...(body !== undefined && { body }) });
      return replyOf(answer.status, answer.body);
    };
  };
  const pageOf = async (ask: Ask, mayEdit = true): Promise<Page> => {
    const flows = async (): Promise<FlowsReply | undefined> => {
      const reply = await ask<FlowsReply>({ method: 'GET', path: '/flows' });
      return reply.kind === 'ok' ? reply.body : undefined;
    };
    const [due, published] = [[] as (() => void)[], await flows()];
    if (published === undefined) throw new Error('nothing is published');
    let bench = reduceWorkbench(EMPTY_WORKBENCH, { type: 'loaded', reply: published, kept: {} });
    const tell = (event: WorkbenchEvent): void => {
      bench = reduceWorkbench(bench, event);
      desk.changed(Object.fromEntries(Object.entries(bench.drafts).map(([file, { text }]) => [file, text])));
    };
    const desk: DraftDesk = makeDraftDesk({
      ask, mayEdit, nameOf: () => 'Lo mío', onState: () => undefined, fetchPublished: flows,
      onTexts: (draft) => tell({ type: 'taken', texts: draft?.files ?? {}, base: bench.published?.files ?? {} }),
      onEnded: (reply, typedOver) => tell({ type: 'ended', reply, typedOver }),
      later: (work) => void due.push(work),
    });
    return {
      desk, bench: () => bench,
      types(text, file = FILE) {
        tell({ type: 'changed', texts: { [file]: text } });
      },
      async pauses() {
        for (const work of due.splice(0)) work();
        await desk.lock('hold');
      },
      async opens(id) {
        await desk.open(id);
      },
    };
  };
  const titled = (title: string, { bench }: Page): string => textOf(bench(), FILE).replace(/^title: .*$/m, `title: ${title}`);
  const draftsOf = async (ask: Ask): Promise<readonly FlowDraft[]> => {
    const reply = await ask<DraftList>({ method: 'GET', path: '/flows/drafts' });
    const ids = reply.kind === 'ok' ? reply.body.drafts.map(({ id }) => id) : [];
    return Promise.all(ids.map(async (id) => {
      const one = await ask<{ readonly draft: FlowDraft }>({ method: 'GET', path: `/flows/drafts/${id}` });
      if (one.kind !== 'ok') throw new Error('the draft is gone');
      return one.body.draft;
    }));
  };
  /** Beto writes and it is saved; then his page is silent for so long that the draft is anybody's. */
  const betoWrote = async (): Promise<{ readonly admin: Ask; readonly beto: Page; readonly draft: FlowDraft }> => {
    const [admin, editor] = [await askOf('administrator'), await askOf('editor')];
    const beto = await pageOf(editor);
    beto.types(titled('Lo de Beto', beto));
    beto.types(`${textOf(beto.bench(), OTHER)}# más\n`, OTHER);
    await beto.pauses();
    expect(beto.desk.state()).toMatchObject({ saving: 'saved', open: { changed: [FILE, OTHER] } });
    office.machineNow += LOCK_MS;
    const [draft] = await draftsOf(admin);
    if (draft === undefined) throw new Error('nothing was saved');
    return { admin, beto, draft };
  };
  const publish = async (admin: Ask, draft: FlowDraft): Promise<void> => {
    await admin({ method: 'POST', path: `/flows/drafts/${draft.id}/review`, body: { act: 'ask', version: draft.version } });
    await admin({ method: 'POST', path: `/flows/drafts/${draft.id}/review`, body: { act: 'approve', version: draft.version } });
    const reply = await admin({ method: 'POST', path: '/flows/publish', body: { draft: draft.id, version: draft.version, reason: 'x' } });
    expect(reply).toMatchObject({ kind: 'ok', body: { release: { name: 'r2' } } });
  };

  test('given it is published by somebody else, then the page says by whom, shows what holds now, and can be written on at once', async () => {
    const { admin, beto, draft } = await betoWrote();
    await publish(admin, draft);
    expect(await beto.desk.beat()).toBe(true);
    expect(beto.desk.state()).toMatchObject({ mine: true, saving: 'saved', ended: { kept: false, how: { what: 'published', release: 'r2', by: { name: 'Camilo (administrator)' } } } });
    expect([beto.desk.state().open, beto.bench().drafts, beto.bench().published?.current.name]).toEqual([undefined, {}, 'r2']);
    expect(textOf(beto.bench(), FILE)).toMatch(/^title: Lo de Beto$/m);
    beto.types(titled('Otra vez', beto));
    await beto.pauses();
    expect(await draftsOf(admin)).toMatchObject([{ name: 'Lo mío', base: { name: 'r2', current: true }, changed: [FILE] }]);
  });

  test('given it is published while something stood here unsaved, then exactly that goes on as a draft of its own, with nothing to choose', async () => {
    const { admin, beto, draft } = await betoWrote();
    line = 'down';
    beto.types(titled('Lo último de Beto', beto));
    await beto.pauses();
    line = 'up';
    await publish(admin, draft);
    await beto.pauses();
    expect(beto.desk.state().ended).toMatchObject({ kept: true, how: { what: 'published' } });
    expect(conflictsIn(beto.bench())).toEqual([]);
    await beto.pauses();
    expect(await draftsOf(admin)).toMatchObject([{ base: { name: 'r2' }, changed: [FILE], files: { [FILE]: expect.stringMatching(/^title: Lo último de Beto$/m) } }]);
    expect(beto.desk.state()).toMatchObject({ saving: 'saved', ended: { kept: true } });
    beto.desk.noticed();
    expect(beto.desk.state().ended).toBeUndefined();
  });

  test('given it is removed, then what was saved goes with it; with something unsaved on it, all of it stays as another draft', async () => {
    const first = await betoWrote();
    await first.admin({ method: 'DELETE', path: `/flows/drafts/${first.draft.id}` });
    await first.beto.desk.beat();
    expect(first.beto.desk.state().ended).toMatchObject({ kept: false, how: { what: 'removed' } });
    expect(first.beto.bench().drafts).toEqual({});

    const { admin, beto, draft } = await betoWrote();
    await admin({ method: 'DELETE', path: `/flows/drafts/${draft.id}` });
    beto.types(titled('Lo último de Beto', beto));
    await beto.pauses();
    await beto.pauses();
    expect(beto.desk.state().ended).toMatchObject({ kept: true, how: { what: 'removed' } });
    expect((await draftsOf(admin)).map(({ changed }) => changed)).toEqual([[FILE, OTHER]]);
  });

  test('given a reviewer who only reads it, then her page learns it too', async () => {
    const { admin, draft } = await betoWrote();
    const rita = await pageOf(await askOf('reviewer'), false);
    await rita.opens(draft.id);
    expect(textOf(rita.bench(), FILE)).toMatch(/^title: Lo de Beto$/m);
    await admin({ method: 'DELETE', path: `/flows/drafts/${draft.id}` });
    await rita.desk.beat();
    expect([rita.desk.state().ended?.how?.what, rita.bench().drafts]).toEqual(['removed', {}]);
  });

  test('given a page that is opened again, then what it kept of a draft that is gone stays only when it was never saved', async () => {
    const { admin, draft } = await betoWrote();
    await admin({ method: 'DELETE', path: `/flows/drafts/${draft.id}` });
    const again = async (saved: boolean): Promise<[boolean, Page]> => {
      const page = await pageOf(await askOf('editor'));
      page.types(titled('Lo de Beto', page));
      return [await page.desk.resume({ id: draft.id, version: draft.version, saved }, { [FILE]: textOf(page.bench(), FILE) }), page];
    };
    const [known, whole] = await again(true);
    expect([known, whole.bench().drafts, whole.desk.state().ended?.kept]).toEqual([true, {}, false]);
    const [left, typed] = await again(false);
    expect([left, Object.keys(typed.bench().drafts), typed.desk.state().ended?.kept]).toEqual([false, [FILE], true]);
  });
});
