/** Places for the boxes of a picture: in layers by how far from the start, each layer sorted towards its neighbours. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place extends Size {
  /** The left upper corner. */
  readonly x: number;
  readonly y: number;
  readonly layer: number;
}

export interface Layout extends Size {
  readonly places: ReadonlyMap<string, Place>;
}

const ACROSS = 30;
const DOWN = 56;
const SWEEPS = 6;

/** `names` in the order in which they are written; the first is the start. */
export const inLayers = (names: readonly string[], links: readonly Link[], sizeOf: (name: string) => Size): Layout => {
  const ahead = withoutCircles(names, links);
  const layers = sorted(layered(names, ahead), ahead);
  const widthOf = (layer: readonly string[]): number => layer.reduce((sum, name) => sum + sizeOf(name).width + ACROSS, -ACROSS);
  const width = Math.max(0, ...layers.map(widthOf));
  const places = new Map<string, Place>();
  let y = 0;
  layers.forEach((layer, index) => {
    let x = (width - widthOf(layer)) / 2;
    for (const name of layer) {
      places.set(name, { ...sizeOf(name), x, y, layer: index });
      x += sizeOf(name).width + ACROSS;
    }
    y += Math.max(0, ...layer.map((name) => sizeOf(name).height)) + DOWN;
  });
  return { places, width, height: Math.max(0, y - DOWN) };
};

/** The links that do not lead back to where one came from. */
const withoutCircles = (names: readonly string[], links: readonly Link[]): readonly Link[] => {
  const out = new Map<string, Link[]>();
  for (const link of links) out.set(link.from, [...(out.get(link.from) ?? []), link]);
  const state = new Map<string, 'open' | 'done'>();
  const kept: Link[] = [];
  const visit = (name: string): void => {
    state.set(name, 'open');
    for (const link of out.get(name) ?? []) {
      if (state.get(link.to) === 'open') continue;
      kept.push(link);
      if (!state.has(link.to)) visit(link.to);
    }
    state.set(name, 'done');
  };
  for (const name of names) if (!state.has(name)) visit(name);
  return kept;
};

/** As far from the start as the longest way. */
const layered = (names: readonly string[], ahead: readonly Link[]): readonly (readonly string[])[] => {
  const depth = new Map(names.map((name) => [name, 0]));
  for (let round = 0, changed = true; changed && round < names.length; round++) {
    changed = false;
    for (const { from, to } of ahead) {
      const next = (depth.get(from) ?? 0) + 1;
      if (next <= (depth.get(to) ?? 0)) continue;
      depth.set(to, next);
      changed = true;
    }
  }
  const layers: string[][] = [];
  for (const name of names) (layers[depth.get(name) ?? 0] ??= []).push(name);
  return [...layers].map((layer) => layer ?? []);
};

const sorted = (layers: readonly (readonly string[])[], ahead: readonly Link[]): readonly (readonly string[])[] => {
  const above = new Map<string, string[]>();
  const below = new Map<string, string[]>();
  for (const { from, to } of ahead) {
    listIn(above, to).push(from);
    listIn(below, from).push(to);
  }
  let now = layers;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const at = new Map(now.flatMap((layer) => layer.map((name, index) => [name, (index + 0.5) / layer.length] as const)));
    const wish = (name: string): number => {
      const near = ((sweep % 2 === 0 ? above : below).get(name) ?? []).map((other) => at.get(other) ?? 0.5);
      return near.length === 0 ? (at.get(name) ?? 0.5) : near.reduce((sum, one) => sum + one, 0) / near.length;
    };
    now = now.map((layer) => [...layer].map((name) => ({ name, wish: wish(name) })).sort((a, b) => a.wish - b.wish).map(({ name }) => name));
  }
  return now;
};

const listIn = (lists: Map<string, string[]>, name: string): string[] => {
  const list = lists.get(name) ?? [];
  lists.set(name, list);
  return list;
};
