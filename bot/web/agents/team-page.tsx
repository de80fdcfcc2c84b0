/** The team at a glance, for those who lead the desk: who is here, how full, what cases suit them, and changing that. */
import { useState, type ReactNode } from 'react';
import type { Skills } from '../contracts';
import type { AgentPatch, AgentPresence } from '../desk-contracts';
import { useLanguage, useNow, useStaffTexts } from '../staff/context';
import { moment } from '../staff/format';
import { Empty, Field, FormDialog, Notice, Skeleton } from '../staff/parts';
import { useCall } from '../staff/use-call';
import { useLoaded } from '../staff/use-loaded';
import { usePolling } from '../staff/use-polling';
import { AGENTS_TEXTS } from './agents-texts';
import { TEAM_TEXTS } from './team-texts';
import { TOOL_TEXTS } from './tool-texts';

const BEAT_MS = 5_000;

export function TeamPage(): ReactNode {
  const texts = TEAM_TEXTS[useLanguage()];
  const tools = TOOL_TEXTS[useLanguage()];
  const [round, setRound] = useState(0);
  const [asking, setAsking] = useState<AgentPresence>();
  const loaded = useLoaded<{ readonly agents: readonly AgentPresence[] }>('/agents', round);
  usePolling(() => Promise.resolve(setRound((before) => before + 1)).then(() => true), BEAT_MS, 'team');
  return (
    <div className="sheet">
      <h1>{texts.team}</h1>
      <p className="soft">{texts.teamAbout}</p>
      {loaded.kind === 'loading' && <Skeleton rows={4}>{tools.loading}</Skeleton>}
      {loaded.kind === 'failed' && <Notice tone="error">{loaded.why}</Notice>}
      {loaded.kind === 'there' && loaded.body.agents.length === 0 && <Empty title={texts.nobody}><p>{texts.nobodyAbout}</p></Empty>}
      {loaded.kind === 'there' && <ul className="people">{loaded.body.agents.map((agent) => <Person key={agent.id} agent={agent} onChange={() => setAsking(agent)} />)}</ul>}
      {asking !== undefined && <SkillsDialog agent={asking} onClose={() => setAsking(undefined)} onDone={() => {
        setAsking(undefined);
        setRound(round + 1);
      }} />}
    </div>
  );
}

function Person({ agent, onChange }: { readonly agent: AgentPresence; readonly onChange: () => void }): ReactNode {
  const language = useLanguage();
  const texts = TEAM_TEXTS[language];
  const { roles } = useStaffTexts();
  const now = useNow();
  const { name, role, state, seenAt, load, capacity, skills } = agent;
  return (
    <li className="tile person">
      <div className="person-head">
        <h2>{name}</h2>
        <span className={`presence ${state}`}>{texts.presence[state]}</span>
      </div>
      <p className="soft">{roles[role]}{state !== 'online' && seenAt !== undefined && ` · ${texts.seen(moment(seenAt, now, language))}`}</p>
      <p className="load"><meter min={0} max={Math.max(1, capacity)} high={Math.max(1, capacity) * 0.9} optimum={0} value={load} aria-hidden="true" />{texts.load(load, capacity)}</p>
      <SkillTags skills={skills} />
      <button type="button" className="quiet" aria-label={`${texts.skills}: ${name}`} onClick={onChange}>{texts.skills}</button>
    </li>
  );
}

function SkillTags({ skills }: { readonly skills: Skills }): ReactNode {
  const language = useLanguage();
  const texts = AGENTS_TEXTS[language];
  const named = [
    ...(skills.levels ?? []).map((level) => texts.levels[level]), ...(skills.languages ?? []).map((one) => texts.languages[one]),
    ...(skills.services ?? []).map((service) => texts.services[service] ?? service), ...(skills.zones ?? []),
  ];
  return <p className="marks">{(named.length === 0 ? [TEAM_TEXTS[language].anySkill] : named).map((name) => <span key={name} className="tag">{name}</span>)}</p>;
}

const LEVELS = ['basic', 'intermediate', 'advanced'] as const;
const LANGUAGES = ['es', 'en'] as const;
const SERVICES = ['gpon', 'hfc', 'mobile', 'tv', 'telephone'] as const;
const MOST_CASES = 100;

interface SkillsProps {
  readonly agent: AgentPresence;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function SkillsDialog({ agent, onDone, onClose }: SkillsProps): ReactNode {
  const language = useLanguage();
  const texts = TEAM_TEXTS[language];
  const tools = TOOL_TEXTS[language];
  const words = AGENTS_TEXTS[language];
  const calling = useCall();
  const [skills, setSkills] = useState(agent.skills);
  const [zones, setZones] = useState((agent.skills.zones ?? []).join(', '));
  const [capacity, setCapacity] = useState(String(agent.capacity));
  const [tried, setTried] = useState(false);
  const many = Number(capacity);
  const wrong = !Number.isInteger(many) || many < 1 || many > MOST_CASES;
  const submit = async (): Promise<void> => {
    setTried(true);
    if (wrong) return;
    const body: AgentPatch = { capacity: many, skills: { ...skills, zones: zones.split(',').map((zone) => zone.trim()).filter((zone) => zone !== '') } };
    if (await calling.call({ method: 'PATCH', path: `/agents/${encodeURIComponent(agent.id)}`, body })) onDone();
  };
  return (
    <FormDialog title={texts.skillsOf(agent.name)} yes={tools.save} {...calling} onSubmit={() => void submit()} onClose={onClose}>
      <p className="hint">{texts.skillsHint}</p>
      <Choices name={texts.levels} all={LEVELS} labels={words.levels} chosen={skills.levels ?? []} onChosen={(levels) => setSkills({ ...skills, levels })} />
      <Choices name={texts.languages} all={LANGUAGES} labels={words.languages} chosen={skills.languages ?? []} onChosen={(languages) => setSkills({ ...skills, languages })} />
      <Choices name={texts.services} all={SERVICES} labels={words.services} chosen={skills.services ?? []} onChosen={(services) => setSkills({ ...skills, services })} />
      <Field label={texts.zones} hint={texts.zonesHint}>
        {(marks) => <input {...marks} maxLength={1_000} autoComplete="off" value={zones} onChange={({ target }) => setZones(target.value)} />}
      </Field>
      <Field label={texts.capacity} error={tried && wrong ? texts.capacityWrong : undefined}>
        {(marks) => <input {...marks} type="number" min={1} max={MOST_CASES} value={capacity} onChange={({ target }) => setCapacity(target.value)} />}
      </Field>
    </FormDialog>
  );
}

interface ChoicesProps<T extends string> {
  readonly name: string;
  readonly all: readonly T[];
  readonly labels: Readonly<Record<string, string>>;
  readonly chosen: readonly string[];
  readonly onChosen: (chosen: readonly T[]) => void;
}

export function Choices<T extends string>({ name, all, labels, chosen, onChosen }: ChoicesProps<T>): ReactNode {
  return (
    <fieldset className="ticks">
      <legend>{name}</legend>
      {all.map((one) => (
        <label key={one} className="check">
          <input type="checkbox" checked={chosen.includes(one)} onChange={({ target }) => onChosen(all.filter((each) => (each === one ? target.checked : chosen.includes(each))))} />
          {labels[one] ?? one}
        </label>
      ))}
    </fieldset>
  );
}
