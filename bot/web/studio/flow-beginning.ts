/** How a new flow begins: the smallest one that may be published as it is, so that whoever goes on from it sees only faults of her own. */

/** Its files by path. */
export const beginningOf = (name: string): Readonly<Record<string, string>> => {
  const title = name.replaceAll('-', ' ');
  return {
    [`${name}.yaml`]: `schema: 1
flow: ${name}
title: ${title}
intents: []
start: hello
max_turns: { turns: 6, go: done }
steps:
  hello:
    say: Le ayudo con esto.
    go: done
  done: { end: { code: RESUELTO, exit: solved } }
`,
    [`texts/${name}.en.yaml`]: `schema: 1
flow: ${name}
language: en
texts:
  title: ${title}
  hello.say: I will help you with this.
`,
  };
};
