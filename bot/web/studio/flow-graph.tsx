/** The map of a flow: read it, walk it, open a step from it. Nothing is edited here and no place is ever kept. */
import dagre from '@dagrejs/dagre';
import { Background, Controls, MarkerType, ReactFlow, type Edge, type Node, type NodeProps, type Viewport, Handle, Position } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { inLayers, type Link } from '../../../flows/diagram/layers';
import { meeting } from '../../../flows/proof/level-graph';
import type { Flow, Step } from '../../../flows/schema';
import type { HappenedReply, StepFigures } from '../flow-contracts';
import { useLoaded } from '../staff/use-loaded';
import { DRAFT_TEXTS } from './draft-texts';
import { sumByStep } from './step-figures';
import { exitWord, inOrder, ownExits, summaryOf, type FlowDesk } from './flow-desk';

interface FlowGraphProps {
  readonly desk: FlowDesk;
  /** Steps that some test comes to; drawn once tests ran. */
  readonly passed: ReadonlySet<string> | undefined;
}

const WIDTH = 200;
const HEIGHT = 76;
const SIZE = { width: WIDTH, height: HEIGHT };
const MOST_RANKED = 120;

interface StepData extends Record<string, unknown> {
  readonly kind: string;
  readonly kindWord: string;
  readonly name: string;
  readonly about: string;
  readonly look: string;
  /** What happened there, when it is asked for. */
  readonly note?: string;
}

export function FlowGraph({ desk, passed }: FlowGraphProps): ReactNode {
  const { texts } = desk;
  const words = DRAFT_TEXTS[desk.language];
  const frame = useRef<HTMLDivElement>(null);
  const [withFigures, setWithFigures] = useState(false);
  const loaded = useLoaded<HappenedReply>(withFigures ? `/flows/happened?flow=${encodeURIComponent(desk.flow.flow)}` : undefined);
  const happened = useMemo(() => (loaded.kind === 'there' ? sumByStep(loaded.body.rows) : undefined), [loaded]);
  const { nodes, edges } = useMemo(() => laidOut(desk, { passed, happened }), [desk, passed, happened]);
  return (
    <>
      <p className="soft">{texts.graphHint}</p>
      <label className="check"><input type="checkbox" checked={withFigures} onChange={({ target }) => setWithFigures(target.checked)} /> {words.onGraph}</label>
      <div className="graph" ref={frame} onKeyDown={({ key, target }) => {
        const step = key === 'Enter' && target instanceof Element ? target.closest('[data-id]')?.getAttribute('data-id') : undefined;
        if (typeof step === 'string') desk.goTo(step);
      }}>
        <ReactFlow nodes={nodes} edges={edges} nodeTypes={NODE_TYPES} onInit={(map) => void map.setViewport(beginningOf(desk.flow, frame.current?.clientWidth ?? 0))} minZoom={0.05} nodesDraggable={false} nodesConnectable={false} edgesFocusable={false}
          onlyRenderVisibleElements={nodes.length > 120} proOptions={{ hideAttribution: true }}
          onNodeClick={(_, node) => desk.goTo(node.id)}>
          <Background />
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
      <h2>{texts.graphList}</h2>
      <ol className="graph-list">
        {inOrder(desk.flow).map((name) => (
          <li key={name}><button type="button" className="way" onClick={() => desk.goTo(name)}>{name}</button> <span className="soft">{ownExits(desk.flow, name).map(({ go }) => go).join(', ')}</span></li>
        ))}
      </ol>
    </>
  );
}

const ZOOM = 0.9;
const MARGIN = 28;

/** The first step at the top, in the middle: the conversation is read downwards from there. */
function beginningOf(flow: Flow, width: number): Viewport {
  const { x, y } = placesOf(flow).get(flow.start) ?? { x: 0, y: 0 };
  return { x: width / 2 - (x + WIDTH / 2) * ZOOM, y: MARGIN - y * ZOOM, zoom: ZOOM };
}

function StepNode({ data }: NodeProps<Node<StepData>>): ReactNode {
  return (
    <div className={`node ${data.look}`}>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <strong>{data.kindWord}</strong> {data.name}
      <span>{data.note ?? data.about}</span>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}

const NODE_TYPES = { step: StepNode };

interface Drawn {
  readonly nodes: Node<StepData>[];
  readonly edges: Edge[];
}

interface Marks {
  readonly passed?: ReadonlySet<string> | undefined;
  readonly happened?: ReadonlyMap<string, StepFigures> | undefined;
}

/** Left upper corners. */
type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

/** Levels, faults and figures move nothing: a flow is laid out once for as long as it stands as it is. */
const PLACES = new WeakMap<Flow, Places>();

function placesOf(flow: Flow): Places {
  const known = PLACES.get(flow);
  if (known !== undefined) return known;
  const names = [flow.start, ...Object.keys(flow.steps).filter((name) => name !== flow.start)];
  const links = names.flatMap((from) => ownExits(flow, from).flatMap(({ go: to }) => (Object.hasOwn(flow.steps, to) ? [{ from, to }] : [])));
  // The best places in a very long flow take longer than anybody waits for a map.
  const places = names.length > MOST_RANKED ? inLayers(names, links, () => SIZE).places : ranked(names, links);
  PLACES.set(flow, places);
  return places;
}

function ranked(names: readonly string[], links: readonly Link[]): Places {
  const graph = new dagre.graphlib.Graph({ multigraph: false });
  graph.setGraph({ nodesep: 24, ranksep: 46 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of names) graph.setNode(name, { ...SIZE });
  for (const { from, to } of links) graph.setEdge(from, to);
  dagre.layout(graph);
  return new Map(names.map((name) => {
    const { x, y } = graph.node(name) as { readonly x: number; readonly y: number };
    return [name, { x: x - WIDTH / 2, y: y - HEIGHT / 2 }];
  }));
}

function laidOut(desk: FlowDesk, marks: Marks): Drawn {
  const { flow } = desk;
  const nodes = [...placesOf(flow)].flatMap(([name, place]) => {
    const step = flow.steps[name];
    return step === undefined ? [] : [nodeOf({ desk, marks }, { name, step, place })];
  });
  return { nodes, edges: edgesOf(desk) };
}

interface Placed {
  readonly name: string;
  readonly step: Step;
  readonly place: { readonly x: number; readonly y: number };
}

function nodeOf({ desk, marks: { happened, passed } }: { readonly desk: FlowDesk; readonly marks: Marks }, { name, place, step }: Placed): Node<StepData> {
  const { language, level, texts } = desk;
  const looks = [`k-${step.kind}`, meeting(step, level) === 'seen' ? '' : 'dim', passed === undefined ? '' : passed.has(name) ? 'covered' : 'uncovered', desk.faults.has(name) ? 'faulty' : ''];
  const about = summaryOf(step, desk);
  const figures = happened?.get(name);
  const note = happened === undefined ? undefined : DRAFT_TEXTS[language].figuresShort(figures?.arrived ?? 0, figures?.left ?? 0, figures?.handedOff ?? 0);
  return {
    id: name, type: 'step', position: { x: place.x, y: place.y }, width: WIDTH, height: HEIGHT, ariaLabel: `${texts.kinds[step.kind]} ${name}: ${note ?? about}`,
    data: { kind: step.kind, kindWord: texts.kinds[step.kind], name, about, look: looks.filter((look) => look !== '').join(' '), ...(note !== undefined && { note }) },
  };
}

/** One line between two steps, however many exits lead there. */
function edgesOf(desk: FlowDesk): Edge[] {
  const { flow } = desk;
  const ways = new Map<string, { readonly from: string; readonly to: string; readonly words: string[] }>();
  for (const name of Object.keys(flow.steps)) {
    for (const { go, on } of ownExits(flow, name)) {
      if (!Object.hasOwn(flow.steps, go)) continue;
      const way = ways.get(`${name} ${go}`) ?? { from: name, to: go, words: [] };
      way.words.push(exitWord(desk, name, on));
      ways.set(`${name} ${go}`, way);
    }
  }
  return [...ways.values()].map(({ from, to, words }): Edge => ({
    id: `${from} ${to}`, source: from, target: to, label: shortWords(words), markerEnd: { type: MarkerType.ArrowClosed }, focusable: false, labelShowBg: true,
  }));
}

const MOST_LETTERS = 28;

const shortWords = (words: readonly string[]): string => {
  const all = words.join(' / ');
  return all.length > MOST_LETTERS ? `${all.slice(0, MOST_LETTERS)}…` : all;
};
