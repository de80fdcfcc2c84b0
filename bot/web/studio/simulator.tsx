/** Try a flow as a customer of any level, with the production engine; what systems answer is chosen here. */
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { LANGUAGES, LEVELS, type Language, type Level } from '../../../knowledge/language';
import { Field, Notice } from '../staff/parts';
import { inOrder, type FlowDesk } from './flow-desk';
import { PhoneTalk, WebTalk } from './simulated-talk';
import { SIMULATOR_TEXTS } from './simulator-texts';
import { KeepTest } from './keep-test';
import { FactSheet, type Sheet } from './fact-sheet';
import { SystemAnswers } from './system-answers';
import type { CheckerInUse } from './use-checker';
import type { PlayAsked, PlayMove, Scene } from './worker/messages';

interface SimulatorProps {
  readonly desk: FlowDesk;
  readonly checker: CheckerInUse;
  readonly from: string | undefined;
  readonly onFrom: (step: string | undefined) => void;
}

const SERVICES = ['gpon', 'hfc', 'mobile', 'tv', 'telephone'];

/** Who is played. */
interface Customer {
  readonly level: Level;
  readonly language: Language;
  readonly service: string;
}

export function Simulator({ checker, desk, from, onFrom }: SimulatorProps): ReactNode {
  const texts = SIMULATOR_TEXTS[desk.language];
  const [customer, setCustomer] = useState<Customer>({ level: desk.level, language: 'es', service: 'gpon' });
  const [sheet, setSheet] = useState<Sheet>({});
  const [moves, setMoves] = useState<readonly PlayMove[]>([]);
  const [lost, setLost] = useState(false);
  const { language, level, service } = customer;
  const facts = { 'customer.id': 'C-1', 'service.id': 'S-1', 'services.count': 1, 'service.kind': service, ...sheet };
  const asked: PlayAsked = { flow: desk.flow.flow, level, language, facts, from, moves };
  const scene = useScene(checker, asked);
  const make = (move: PlayMove): void => setMoves([...moves, move]);
  const type = async (words: string): Promise<void> => {
    if (scene?.question === undefined) return;
    const read = await checker.understand([{ text: words, question: scene.question }]);
    setLost(read === undefined);
    const value = read?.[0]?.value;
    if (value !== undefined) make(value === null ? { move: 'not_understood', words } : { move: 'answer', value, words, typed: true });
  };
  return (
    <div className="simulator">
      <Choices desk={desk} customer={customer} onCustomer={setCustomer} from={from} onFrom={(step) => {
        setMoves([]);
        onFrom(step);
      }} />
      <details>
        <summary>{texts.facts}</summary>
        <FactSheet glossary={desk.glossary} names={Object.keys(desk.glossary.facts)} sheet={sheet} texts={texts} onSheet={setSheet} />
      </details>
      {scene?.fault !== undefined && <Notice tone="warn">{scene.fault === 'no_place' ? texts.noPlace : texts.cannot}</Notice>}
      {lost && <Notice tone="error">{texts.unreachable}</Notice>}
      {scene !== undefined && scene.fault === undefined && (
        <>
          <div className="phones">
            <WebTalk scene={scene} texts={texts} language={desk.language} onBack={(index) => setMoves(moves.slice(0, index))} count={moves.length} />
            <PhoneTalk scene={scene} texts={texts} language={language} />
          </div>
          <Standing scene={scene} texts={texts} />
          <NextMoves scene={scene} glossary={desk.glossary} language={desk.language} make={make} onType={(words) => void type(words)} />
          <p className="row">
            <button type="button" className="plain" disabled={moves.length === 0} onClick={() => setMoves(moves.slice(0, -1))}>{texts.back}</button>
            <button type="button" className="plain" disabled={moves.length === 0} onClick={() => setMoves([])}>{texts.begin}</button>
          </p>
          {from === undefined && moves.length > 0 && <KeepTest desk={desk} asked={asked} scene={scene} />}
        </>
      )}
    </div>
  );
}

/** The conversation as it stands after the moves; played anew when anything of it changes. */
function useScene({ play, proven }: CheckerInUse, asked: PlayAsked): Scene | undefined {
  const [scene, setScene] = useState<Scene>();
  const key = JSON.stringify(asked);
  useEffect(() => {
    let current = true;
    void play(JSON.parse(key) as PlayAsked).then((next) => {
      if (current) setScene(next);
    });
    return () => {
      current = false;
    };
  }, [play, key, proven]);
  return scene;
}

interface ChoicesProps extends Pick<SimulatorProps, 'desk' | 'from' | 'onFrom'> {
  readonly customer: Customer;
  readonly onCustomer: (customer: Customer) => void;
}

function Choices({ customer, desk, from, onCustomer, onFrom }: ChoicesProps): ReactNode {
  const texts = SIMULATOR_TEXTS[desk.language];
  const places = inOrder(desk.flow).filter((name) => ['ask', 'check', 'do', 'call', 'wait'].includes(desk.flow.steps[name]?.kind ?? ''));
  return (
    <div className="in-line">
      <Field label={texts.level}>
        {(marks) => <select {...marks} value={customer.level} onChange={({ target }) => onCustomer({ ...customer, level: target.value as Level })}>{LEVELS.map((one) => <option key={one} value={one}>{desk.texts.levels[one]}</option>)}</select>}
      </Field>
      <Field label={texts.language}>
        {(marks) => <select {...marks} value={customer.language} onChange={({ target }) => onCustomer({ ...customer, language: target.value as Language })}>{LANGUAGES.map((one) => <option key={one} value={one}>{texts.languages[one]}</option>)}</select>}
      </Field>
      <Field label={texts.service}>
        {(marks) => <select {...marks} value={customer.service} onChange={({ target }) => onCustomer({ ...customer, service: target.value })}>{SERVICES.map((one) => <option key={one} value={one}>{texts.services[one]}</option>)}</select>}
      </Field>
      <Field label={texts.from}>
        {(marks) => (
          <select {...marks} value={from ?? ''} onChange={({ target }) => onFrom(target.value === '' ? undefined : target.value)}>
            <option value="">{texts.fromStart}</option>
            {places.map((name) => <option key={name} value={name}>{name}</option>)}
          </select>
        )}
      </Field>
    </div>
  );
}

/** Where the conversation is, and what was taken for granted on the way. */
function Standing({ scene: { assumed, end, place }, texts }: { readonly scene: Scene; readonly texts: (typeof SIMULATOR_TEXTS)['es'] }): ReactNode {
  return (
    <p className="soft" role="status">
      {end !== undefined ? texts.ended(end.code, end.exit) : place !== undefined ? texts.at(`${place.flow}/${place.step}`) : ''}
      {assumed.length > 0 && ` · ${texts.assumed(assumed.join(', '))}`}
    </p>
  );
}

interface NextMovesProps {
  readonly scene: Scene;
  readonly glossary: FlowDesk['glossary'];
  readonly language: Language;
  readonly make: (move: PlayMove) => void;
  readonly onType: (words: string) => void;
}

function NextMoves({ glossary, language, make, onType, scene }: NextMovesProps): ReactNode {
  const texts = SIMULATOR_TEXTS[language];
  const { pending, question, waiting } = scene;
  if (pending !== undefined) return <SystemAnswers key={scene.talk.length} glossary={glossary} pending={pending} texts={texts} language={language} make={make} />;
  if (waiting !== undefined) return <button type="button" className="main" onClick={() => make({ move: 'waited' })}>{texts.pass(Math.round(waiting / 60_000))}</button>;
  if (question === undefined) return null;
  const answers = question.options ?? (question.kind === 'yes_no' ? [{ id: 'yes', label: language === 'es' ? 'Sí' : 'Yes' }, { id: 'no', label: 'No' }] : []);
  return (
    <>
      <div className="row" role="group" aria-label={texts.choose}>
        {answers.map(({ id, label }) => <button type="button" className="plain" key={id} onClick={() => make({ move: 'answer', value: id, words: label })}>{label}</button>)}
        <button type="button" className="quiet" onClick={() => make({ move: 'silence' })}>{texts.silence}</button>
      </div>
      <TypedAnswer label={texts.type} send={texts.send} onType={onType} />
    </>
  );
}

interface TypedAnswerProps {
  readonly label: string;
  readonly send: string;
  readonly onType: (words: string) => void;
}

function TypedAnswer({ label, onType, send }: TypedAnswerProps): ReactNode {
  const [words, setWords] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (words.trim() === '') return;
    onType(words.trim());
    setWords('');
  };
  return (
    <form className="in-line" onSubmit={submit}>
      <Field label={label}>{(marks) => <input {...marks} value={words} maxLength={500} onChange={({ target }) => setWords(target.value)} />}</Field>
      <button type="submit" className="main">{send}</button>
    </form>
  );
}

