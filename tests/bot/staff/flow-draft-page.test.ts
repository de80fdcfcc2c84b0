/** What a studio page does with a draft while others publish, remove or take over, and while the line is bad: the page's own logic over a real server. */
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
  undoes(): void;
  reloads(): Promise<void>;
  types(text: string, file?: string): void;
  /** Everything that waits for its moment is done now. */
  pauses(): Promise<void>;
  opens(id: string): Promise<void>;
}

describe('the draft that is open on a page', () => {
  let office: Office;
  /** Deaf: calls get there, answers do not come back. */
  let line: 'up' | 'down' | 'deaf';
  /** Whether the files under a draft can be fetched. */
  let under: 'there' | 'away';

  beforeEach(async () => {
    office = await openOffice();
    line = 'up';
    under = 'there';
  });
  afterEach(() => office.close());

  const askOf = async (role: 'editor' | 'administrator' | 'reviewer'): Promise<Ask> => {
    const token = await office.signInAs(role);
    return async ({ body, method, path }) => {
      if (line === 'down') return { kind: 'unreachable' };
      const answer = await office.call(method, `/api/staff${path}`, { token, ...(body !== undefined && { body }) });
      return line === 'deaf' ? { kind: 'unreachable' } : replyOf(answer.status, answer.body);
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
      baseOf: () => bench.published?.current.id,
      fetchUnder: () => Promise.resolve(under === 'there' ? bench.published?.files : undefined),
      onTexts: (opened) => tell({ type: 'taken', texts: opened?.draft.files ?? {}, base: opened?.base ?? {} }),
      onEnded: (reply, typedOver) => tell({ type: 'ended', reply, typedOver }),
      later: (work) => void due.push(work),
    });
    return {
      desk, bench: () => bench,
      undoes: () => tell({ type: 'undo' }),
      async reloads() {
        const reply = await flows();
        if (reply !== undefined) tell({ type: 'reloaded', reply });
      },
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
  /** His line was away while he typed, and the administrator took the turn meanwhile. */
  const betoLostHisTurn = async (): Promise<{ readonly admin: Ask; readonly beto: Page; readonly administratorsTurn: (act: 'hold' | 'leave') => Promise<unknown> }> => {
    const { admin, beto, draft } = await betoWrote();
    const administratorsTurn = (act: 'hold' | 'leave'): Promise<unknown> => admin({ method: 'POST', path: `/flows/drafts/${draft.id}/lock`, body: { act } });
    line = 'down';
    beto.types(titled('Sin línea', beto));
    await beto.pauses();
    line = 'up';
    await administratorsTurn('hold');
    await beto.desk.beat();
    return { admin, beto, administratorsTurn };
  };
  const approve = async (admin: Ask, { id, version }: Pick<FlowDraft, 'id' | 'version'>): Promise<void> => {
    for (const act of ['ask', 'approve']) await admin({ method: 'POST', path: `/flows/drafts/${id}/review`, body: { act, version } });
  };
  const publish = async (admin: Ask, draft: FlowDraft): Promise<void> => {
    await approve(admin, draft);
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

  test('given a page that did not see what a colleague published, then her change of the same file is not published over it', async () => {
    const { admin, draft } = await betoWrote();
    const carla = await pageOf(await askOf('editor'));
    await publish(admin, draft);
    carla.types(titled('Lo de Carla', carla));
    await carla.pauses();
    const [own] = await draftsOf(admin);
    expect(own).toMatchObject({ base: { name: 'r1', current: false } });
    const publishes = () => carla.desk.publish({ onto: carla.bench().published?.current.id ?? '', articles: undefined, reason: 'x' });
    await approve(admin, own ?? draft);
    expect(await publishes()).toMatchObject({ kind: 'refused', code: 'NotCurrent' });
    await carla.reloads();
    expect(conflictsIn(carla.bench())).toEqual([FILE]);

    // Somebody goes back to r1 while she chooses: r2 is no longer what she publishes over.
    await admin({ method: 'POST', path: '/flows/rollback', body: { id: 'r1', reason: 'x' } });
    expect(await publishes()).toMatchObject({ kind: 'refused', code: 'NotCurrent' });
  });

  test('given the turn is handed over before the last words were saved, then they go with it', async () => {
    const { admin, beto, draft } = await betoWrote();
    await beto.desk.beat();
    beto.types(titled('Las últimas palabras', beto));
    await beto.desk.lock('give');
    expect((await draftsOf(admin))[0]?.files[FILE]).toMatch(/^title: Las últimas palabras$/m);
    expect(beto.desk.state()).toMatchObject({ saving: 'saved', open: { id: draft.id } });
  });

  test('given the turn passed on while the line was away, then what was typed stays and can become a draft of its own', async () => {
    const { admin, beto } = await betoLostHisTurn();
    expect(beto.desk.state()).toMatchObject({ mine: false, saving: 'offline' });
    expect(textOf(beto.bench(), FILE)).toMatch(/^title: Sin línea$/m);
    await beto.desk.settle('apart');
    expect(beto.desk.state()).toMatchObject({ mine: true, saving: 'saved' });
    const texts = (await draftsOf(admin)).map(({ files }) => /^title: .*$/m.exec(files[FILE] ?? '')?.[0]);
    expect(texts.sort()).toEqual(['title: Lo de Beto', 'title: Sin línea']);
  });

  test('given the turn comes back before anybody else wrote, then what was typed meanwhile is saved by itself', async () => {
    const { beto, administratorsTurn } = await betoLostHisTurn();
    await administratorsTurn('leave');
    await beto.desk.beat();
    expect(beto.desk.state()).toMatchObject({ mine: true, saving: 'saved' });
  });

  test('given a draft of which a part cannot be fetched, then nothing of it is shown and nothing of it is overwritten', async () => {
    const { admin, draft } = await betoWrote();
    const carla = await pageOf(admin);
    const before = textOf(carla.bench(), FILE);
    under = 'away';
    await carla.opens(draft.id);
    expect(carla.desk.state()).toMatchObject({ notOpened: true, opening: false });
    expect([carla.desk.state().open, textOf(carla.bench(), FILE)]).toEqual([undefined, before]);
    under = 'there';
    await carla.opens(draft.id);
    expect(carla.desk.state()).toMatchObject({ notOpened: false, open: { id: draft.id } });
  });

  test('given somebody types on while it is published, then that goes on over what was published, with nothing to choose', async () => {
    const ask = await askOf('administrator');
    const carla: Page = await pageOf((call) => {
      if (call.path === '/flows/publish') carla.types(titled('Y algo más', carla));
      return ask(call);
    });
    carla.types(titled('Lo publicado', carla));
    const published = await carla.desk.publish({ onto: carla.bench().published?.current.id ?? '', articles: undefined, reason: 'x' });
    expect(published).toMatchObject({ kind: 'ok', body: { release: { name: 'r2' } } });
    expect([conflictsIn(carla.bench()), Object.keys(carla.bench().drafts), carla.bench().published?.current.name]).toEqual([[], [FILE], 'r2']);
    expect(textOf(carla.bench(), FILE)).toMatch(/^title: Y algo más$/m);
  });

  test('given the answer of a save is lost and she types on, then it is no conflict with herself', async () => {
    const { beto } = await betoWrote();
    await beto.desk.beat();
    line = 'deaf';
    beto.types(titled('Llegó sin respuesta', beto));
    await beto.pauses();
    expect(beto.desk.state().saving).toBe('offline');
    line = 'up';
    beto.types(titled('Y siguió', beto));
    await beto.pauses();
    expect(beto.desk.state()).toMatchObject({ saving: 'saved', elsewhere: false });
  });

  test('given what the server does not take, then it says why instead of that the line is away', async () => {
    const { beto } = await betoWrote();
    await beto.desk.beat();
    beto.types('x', 'Mi guía.yaml');
    await beto.pauses();
    expect(beto.desk.state()).toMatchObject({ saving: 'unsaved', refusal: { es: expect.any(String) } });
    beto.undoes();
    expect(beto.desk.state()).toMatchObject({ saving: 'saved', refusal: undefined });
  });
});
