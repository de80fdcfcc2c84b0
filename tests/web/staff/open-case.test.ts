/** A case on an agent's screen: nothing typed is lost, nothing is sent twice, and the transcript keeps the server's order. */
import type { CaseDetail, CaseSummary, TranscriptItem } from '../../../bot/web/contracts';
import { putDown, takeUp, type TabShelf } from '../../../bot/web/agents/desk-shelf';
import { NO_CASE, nextFrom, nextToSend, reduceCase, unsent, type CaseEvent, type OpenCase, type OutgoingFile } from '../../../bot/web/agents/open-case';

const summary: CaseSummary = {
  thread: 't1', status: 'with_agent', channel: 'web', language: 'es', level: 'basic', reason: 'asked', since: '2026-11-22T07:00:00-05:00', length: 2,
  updatedAt: '2026-11-22T07:00:00-05:00', priority: 'normal', turn: 'us', returns: 0, sla: { state: 'ok', spentMs: 0, limitMs: 1 },
};
const item = (position: number, text: string, kind: TranscriptItem['kind'] = 'customer'): TranscriptItem => ({ position, at: summary.since, kind, text });
const detail = (transcript: readonly TranscriptItem[]): CaseDetail => ({
  summary, transcript, viewers: [], deliveries: {}, customerTyping: false,
  packet: {
    version: 1, why: 'Pidió una persona', mood: 'calm', shown: { said: [], verified: [] }, outage: { checked: false },
    position: { mode: 'agent', stack: [] }, transcript: { length: transcript.length, url: '' },
    who: { verified: false }, level: { value: null, evidence: [] }, language: 'es', reason: 'asked', steps: [], said: {}, verified: {}, assumed: [],
  },
});
const looked = (from: number, ...transcript: readonly TranscriptItem[]): CaseEvent => ({ type: 'looked', thread: 't1', from, detail: detail(transcript) });
const after = (...events: readonly CaseEvent[]): OpenCase =>
  events.reduce(reduceCase, reduceCase(NO_CASE, { type: 'opened', thread: 't1', draft: '', voice: 'answer', unsent: [] }));
const texts = (open: OpenCase): readonly string[] => (open.detail?.transcript ?? []).map(({ text }) => text);
const write = (text: string, id: string): readonly CaseEvent[] => [{ type: 'typed', draft: text }, { type: 'said', id }];

describe('the transcript', () => {
  test('given a first look, when more comes, then it is fetched from there and stands behind', () => {
    const open = after(looked(0, item(0, 'a'), item(1, 'b')));
    expect(nextFrom(open)).toBe(2);
    expect(texts(reduceCase(open, looked(2, item(2, 'c'))))).toEqual(['a', 'b', 'c']);
  });

  test('given the same look twice, then nothing stands twice', () => {
    expect(texts(after(looked(0, item(0, 'a')), looked(0, item(0, 'a'), item(1, 'b'))))).toEqual(['a', 'b']);
  });

  test('given lines that share a position, then all of them stay', () => {
    expect(texts(after(looked(0, item(3, 'paso'), item(3, 'otro paso'))))).toEqual(['paso', 'otro paso']);
  });

  test('given an answer for another case, then it changes nothing', () => {
    const open = after(looked(0, item(0, 'a')));
    expect(reduceCase(open, { type: 'looked', thread: 't2', from: 0, detail: detail([item(0, 'z')]) })).toBe(open);
  });
});

describe('what the agent writes', () => {
  test('given a text, when it is said, then the box empties and it waits to be sent', () => {
    const open = after(...write(' Hola ', 'm1'));
    expect(open.draft).toBe('');
    expect(nextToSend(open)).toMatchObject({ id: 'm1', text: 'Hola' });
  });

  test('given only spaces, then nothing is said and the box keeps them', () => {
    expect(after(...write('  ', 'm1'))).toMatchObject({ draft: '  ', outgoing: [] });
  });

  test('given two messages, then the second waits for the first, also when the first failed', () => {
    const open = after(...write('uno', 'm1'), ...write('dos', 'm2'), { type: 'sending', id: 'm1' });
    expect(nextToSend(open)).toBeUndefined();
    const failed = reduceCase(open, { type: 'failed', id: 'm1' });
    expect(nextToSend(failed)).toBeUndefined();
    expect(nextToSend(reduceCase(failed, { type: 'again', id: 'm1' }))?.id).toBe('m1');
    expect(nextToSend(reduceCase(open, { type: 'sent', id: 'm1' }))?.id).toBe('m2');
  });

  test('given a refused message, then it does not hold back the next and can be edited again', () => {
    const open = after(...write('uno', 'm1'), ...write('dos', 'm2'), { type: 'refused', id: 'm1', why: 'no' });
    expect(nextToSend(open)?.id).toBe('m2');
    expect(reduceCase({ ...open, draft: 'tres' }, { type: 'taken-back', id: 'm1' }).draft).toBe('uno\ntres');
  });

  test('given the transcript shows it, then it is no longer outgoing, and only one of two equal ones', () => {
    const open = after(looked(0, item(0, 'a')), ...write('sí', 'm1'), ...write('sí', 'm2'));
    expect(reduceCase(open, looked(1, item(1, 'sí', 'agent'))).outgoing.map(({ id }) => id)).toEqual(['m2']);
  });

  test('given an older line with the same words, then the new message still goes', () => {
    const open = after(looked(0, item(0, 'Hola', 'agent')), ...write('Hola', 'm1'));
    expect(reduceCase(open, looked(0, item(0, 'Hola', 'agent'))).outgoing).toHaveLength(1);
  });
});

describe('a note', () => {
  const noted: readonly CaseEvent[] = [{ type: 'voiced', voice: 'note' }, ...write('Revisar la ONT', 'm1')];

  test('given it was written, then it goes as a note, and what comes next is one too until the agent says otherwise', () => {
    const open = after(...noted);
    expect([nextToSend(open)?.voice, open.voice]).toEqual(['note', 'note']);
  });

  test('given an answer with the same words, then the note is still on its way', () => {
    const open = after(looked(0, item(0, 'a')), ...noted);
    expect(reduceCase(open, looked(1, item(1, 'Revisar la ONT', 'agent'))).outgoing).toHaveLength(1);
    expect(reduceCase(open, looked(1, item(1, 'Revisar la ONT', 'note'))).outgoing).toEqual([]);
  });

  test('given it is taken back while an answer is chosen, then the box is for a note again', () => {
    const open = after(...noted, { type: 'refused', id: 'm1', why: 'no' }, { type: 'voiced', voice: 'answer' }, { type: 'taken-back', id: 'm1' });
    expect(open).toMatchObject({ draft: 'Revisar la ONT', voice: 'note' });
  });
});

describe('files', () => {
  const photo: OutgoingFile = { name: 'modem.jpg', type: 'image/jpeg', size: 9, data: 'data:image/jpeg;base64,AAAA' };
  const shown = { ...item(1, 'Mire 📷 modem.jpg', 'agent'), attachments: [{ kind: 'image', name: 'modem.jpg' }] };

  test('given more than one message takes, then the rest stays out', () => {
    expect(after({ type: 'picked', thread: 't1', files: [photo, photo, photo] }, { type: 'picked', thread: 't1', files: [photo, photo] }).picked).toHaveLength(4);
  });

  test('given another case is open by the time a photo is ready, then it does not go to that one', () => {
    expect(after({ type: 'picked', thread: 't2', files: [photo] }).picked).toEqual([]);
  });

  test('given she comes back to a case in the same tab, then its photo is still there', () => {
    expect(reduceCase(NO_CASE, { type: 'opened', thread: 't1', draft: '', voice: 'answer', unsent: [], picked: [photo] }).picked).toEqual([photo]);
  });

  test('given a photo without a word, when it is said, then it goes, and the box is free of it', () => {
    const open = after({ type: 'picked', thread: 't1', files: [photo] }, { type: 'said', id: 'm1' });
    expect(nextToSend(open)).toMatchObject({ text: '', files: [photo] });
    expect(open.picked).toEqual([]);
  });

  test('given it was called off, then words and photo are back in the box', () => {
    const open = after({ type: 'picked', thread: 't1', files: [photo] }, ...write('Mire', 'm1'), { type: 'sending', id: 'm1' }, { type: 'progress', id: 'm1', progress: 0.5 });
    expect(reduceCase(open, { type: 'taken-back', id: 'm1' })).toMatchObject({ draft: 'Mire', picked: [photo], outgoing: [] });
  });

  test('given the same words without a photo, then the photo is still on its way until the transcript shows it', () => {
    const open = after(looked(0, item(0, 'a')), { type: 'picked', thread: 't1', files: [photo] }, ...write('Mire', 'm1'));
    expect(reduceCase(open, looked(1, item(1, 'Mire', 'agent'))).outgoing).toHaveLength(1);
    expect(reduceCase(open, looked(1, shown)).outgoing).toEqual([]);
  });

  test('given a reload before it was sent, then it is not sent without its photo, and its words can be edited again', () => {
    const open = after({ type: 'picked', thread: 't1', files: [photo] }, ...write('Mire', 'm1'));
    const tab = shelf();
    putDown(tab, { agentId: 'u1', thread: 't1' }, { draft: '', voice: 'answer', unsent: unsent(open) });
    expect(tab.getItem('hilo.agents.u1/t1')).not.toMatch(/base64/);
    const again = reduceCase(NO_CASE, { type: 'opened', thread: 't1', ...takeUp(tab, 'u1', 't1') });
    expect(nextToSend(again)).toBeUndefined();
    expect(again.outgoing).toMatchObject([{ id: 'm1', delivery: 'refused', lost: true }]);
    expect(reduceCase(again, { type: 'taken-back', id: 'm1' })).toMatchObject({ draft: 'Mire', picked: [] });
  });
});

const shelf = (): TabShelf => {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) };
};

describe('over a reload', () => {
  test('given a draft and a message on its way, then both are back and the message goes again under its id', () => {
    const tab = shelf();
    const open = after(...write('va', 'm1'), { type: 'sending', id: 'm1' }, { type: 'typed', draft: 'a medias' });
    putDown(tab, { agentId: 'u1', thread: 't1' }, { draft: open.draft, voice: open.voice, unsent: unsent(open) });
    const again = reduceCase(NO_CASE, { type: 'opened', thread: 't1', ...takeUp(tab, 'u1', 't1') });
    expect(again.draft).toBe('a medias');
    expect(nextToSend(again)?.id).toBe('m1');
  });

  test('given the draft of a note, then it comes back as a note and never as an answer', () => {
    const tab = shelf();
    putDown(tab, { agentId: 'u1', thread: 't1' }, { draft: 'solo entre nosotros', voice: 'note', unsent: [] });
    expect(reduceCase(NO_CASE, { type: 'opened', thread: 't1', ...takeUp(tab, 'u1', 't1') })).toMatchObject({ draft: 'solo entre nosotros', voice: 'note' });
  });

  test('given another agent in the same tab, then nothing of it shows', () => {
    const tab = shelf();
    putDown(tab, { agentId: 'u1', thread: 't1' }, { draft: 'secreto', voice: 'answer', unsent: [] });
    expect(takeUp(tab, 'u2', 't1')).toEqual({ draft: '', voice: 'answer', unsent: [] });
  });

  test('given what an older page kept, then its message goes all the same', () => {
    const old = JSON.stringify({ draft: '', voice: 'answer', unsent: [{ id: 'm1', text: 'va', voice: 'answer', delivery: 'waiting', after: 0 }] });
    expect(nextToSend(reduceCase(NO_CASE, { type: 'opened', thread: 't1', ...takeUp({ ...shelf(), getItem: () => old }, 'u1', 't1') }))).toMatchObject({ id: 'm1', files: [] });
  });

  test('given spoilt storage, then the case opens empty', () => {
    expect(takeUp({ ...shelf(), getItem: () => '{' }, 'u1', 't1')).toEqual({ draft: '', voice: 'answer', unsent: [] });
  });
});
