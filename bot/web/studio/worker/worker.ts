/** The worker behind the studio: reads at once, proves when nothing newer waits, plays and tests with what was proven. */
import { remembering } from '../../../../flows/memory';
import type { CompiledRelease } from '../../../../flows/release';
import type { Definitions } from '../../../../flows/sources';
import { filesNear, proveAll, readAll, readFile, testFlow, withDrafts } from './checking';
import type { Asked, Files, Told } from './messages';
import { playScene } from './playing';

const line = globalThis as unknown as {
  postMessage(told: Told): void;
  addEventListener(type: 'message', listen: (event: { readonly data: Asked }) => void): void;
};

const memory = remembering();
const before = remembering();
let published: Files = {};
let proven: { readonly definitions: Definitions; readonly release: CompiledRelease } | undefined;
let isWarm = false;
let waiting: ReturnType<typeof setTimeout> | undefined;
let proving: Parameters<typeof prove>[0] | undefined;

line.addEventListener('message', ({ data }) => {
  switch (data.kind) {
    case 'published':
      published = data.files;
      return;
    case 'check':
      return check(data);
    case 'test':
      proveNow();
      if (proven !== undefined) line.postMessage({ kind: 'tested', revision: data.revision, tested: testFlow(proven.release, proven.definitions, data) });
      return;
    case 'play': {
      proveNow();
      const scene = proven === undefined ? undefined : playScene(proven.release, data.play);
      line.postMessage({ kind: 'played', id: data.id, scene: scene ?? { talk: [], level: data.play.level, facts: {}, assumed: [], done: [], fault: 'no_release' } });
    }
  }
});

function check({ drafts, file, revision }: Extract<Asked, { kind: 'check' }>): void {
  clearTimeout(waiting);
  const files = withDrafts(published, drafts);
  if (!isWarm) {
    // The open flow is shown before all the others are read; what they make of it is told a moment later.
    const near = filesNear(file, files);
    line.postMessage({ kind: 'read', revision, read: { ...readFile({ sources: readAll(near, memory), files: near, published: near, drafts: {}, file }, memory, before), faults: [], isOpened: true } });
    isWarm = true;
  }
  const sources = readAll(files, memory);
  const read = readFile({ sources, files, published, drafts, file }, memory, before);
  line.postMessage({ kind: 'read', revision, read });
  // What is broken now plays as it last was.
  proving = sources.definitions === undefined || sources.faults.length > 0 ? undefined : { definitions: sources.definitions, flow: read.flow?.flow ?? '', revision };
  // The next keystroke comes first.
  if (proving !== undefined) waiting = setTimeout(proveNow, 0);
}

function proveNow(): void {
  if (proving === undefined) return;
  clearTimeout(waiting);
  const asked = proving;
  proving = undefined;
  prove(asked);
}

function prove({ definitions, flow, revision }: { readonly definitions: Definitions; readonly flow: string; readonly revision: number }): void {
  const began = performance.now();
  const { release, told } = proveAll(definitions, flow);
  if (release !== undefined) proven = { definitions, release };
  line.postMessage({ kind: 'proven', revision, proven: told, ms: performance.now() - began });
}

