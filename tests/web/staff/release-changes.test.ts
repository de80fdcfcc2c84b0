/** Two releases against each other, as the studio tells it. */
import { changesBetween } from '../../../bot/web/studio/worker/changes';
import { smallFiles } from '../../flows/small-release';

const STEPS = '  hello: { say: Buenas, go: bye }\n';
const before = smallFiles(STEPS, { 'hello.say': 'Hello' });

describe('what changed between two releases', () => {
  it('given the same files, nothing differs', () => {
    expect(changesBetween(before, { ...before })).toEqual([]);
  });

  it('given a step more and other words, both are told in sentences, flows before texts', () => {
    const after = smallFiles(`${STEPS.replace('Buenas, go: bye', 'Hola, go: more')}  more: { say: Ya vuelvo, go: bye }\n`, { 'hello.say': 'Hi', 'more.say': 'One moment' });
    const changes = changesBetween(before, after);
    const flow = changes.find(({ sentences }) => sentences.some(({ en }) => en === 'New step: "more".'));
    expect(flow).toBe(changes[0]);
    expect(flow?.sentences.map(({ es }) => es)).toContain('«hello.say» decía «Buenas» y dirá «Hola».');
    expect(changes).toHaveLength(2);
  });

  it('given a file that came or went, it is said so', () => {
    const [name = ''] = Object.keys(before).filter((file) => file.startsWith('texts/'));
    const { [name]: _gone, ...without } = before;
    expect(changesBetween(before, without)).toEqual([{ file: name, sentences: [{ es: 'El archivo se quita.', en: 'The file is taken away.' }] }]);
    expect(changesBetween(without, before)[0]?.sentences[0]?.en).toBe('New file.');
  });
});
