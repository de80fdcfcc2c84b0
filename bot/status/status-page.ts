/** The board as one page of HTML: no script, one request, readable on the slowest line and by every screen reader. */
import type { Language } from '../../knowledge/language';
import { escaped } from '../http/html';
import { toIso } from '../operator/colombia';
import type { Outage } from '../operator/ports';
import type { PublicBoard, PublicOutage, Zone } from './public-board';
import { zoneStatus, type Telling } from './statuspage';
import { etaWords, moment, STATUS_WORDS } from './status-words';

export const STATUS_PATHS = { es: '/estado', en: '/estado/en' } as const satisfies Record<Language, string>;

export interface PageTelling extends Telling {
  readonly css: string;
}

export const statusPage = (board: PublicBoard, telling: PageTelling): string => {
  const { language, name, now, css } = telling;
  const words = STATUS_WORDS[language];
  const other = language === 'es' ? 'en' : 'es';
  const problems = board.going.filter(({ outage }) => !outage.planned).length;
  const tone = problems > 0 ? 'bad' : board.going.length > 0 ? 'work' : 'good';
  const headline = problems > 0 ? words.someBad(problems) : board.going.length > 0 ? words.working : words.allGood;
  const title = `${words.title} · ${name}`;
  return [
    `<!doctype html><html lang="${language === 'es' ? 'es-CO' : 'en'}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
    `<title>${escaped(title)}</title><meta name="description" content="${escaped(headline)}">`,
    `<meta property="og:title" content="${escaped(title)}"><meta property="og:description" content="${escaped(headline)}">`,
    `<link rel="icon" type="image/svg+xml" href="/favicon.svg"><link rel="alternate" hreflang="${other}" href="${STATUS_PATHS[other]}">`,
    `<style>${css}</style></head><body>`,
    `<header><p class="brand">${escaped(name)}</p><a href="${STATUS_PATHS[other]}" lang="${other}">${words.other}</a></header>`,
    `<main><h1>${words.title}</h1><p class="sum ${tone}"><span aria-hidden="true" class="dot"></span>${headline}</p><p class="soft">${words.about}</p>`,
    board.silentSince === undefined ? '' : `<p class="silent">${words.silent(moment(board.silentSince, now, language) ?? '')}</p>`,
    section(words.going, board.going, { board, telling }),
    section(words.planned, board.planned, { board, telling }),
    zonesSection(board, language),
    section(words.over, board.over, { board, telling }),
    `<p class="actions"><a class="button" href="/">${words.chat}</a><a class="button plain" href="${STATUS_PATHS[language]}">${words.refresh}</a></p></main>`,
    `<footer><p>${words.read(moment(board.readAt, now, language) ?? '')}</p><p><a href="/estado/api/v2/summary.json${language === 'en' ? '?lang=en' : ''}">${words.data}</a></p></footer></body></html>`,
  ].join('\n');
};

interface Around {
  readonly board: PublicBoard;
  readonly telling: Telling;
}

const section = (heading: string, outages: readonly PublicOutage[], around: Around): string =>
  outages.length === 0 ? '' : `<section><h2>${heading}</h2>${outages.map((one) => card(one, around)).join('')}</section>`;

const card = ({ outage, zones }: PublicOutage, { board, telling: { language, now } }: Around): string => {
  const words = STATUS_WORDS[language];
  const isToCome = board.planned.some((one) => one.outage.id === outage.id);
  const where = places(zones, board.zones).join(' · ');
  const rows = [
    ...hoursOf(outage, isToCome, { language, now }),
    ...(where === '' ? [] : [[words.where, escaped(where)] as const]),
    ...((outage.planned || outage.state === 'restored') && !outage.cause ? [] : [[words.cause, escaped(capital(outage.cause?.[language] ?? words.noCause))] as const]),
  ];
  const tone = outage.state === 'restored' ? 'good' : outage.planned ? 'work' : 'bad';
  return [
    `<article id="${escaped(outage.id)}" class="${tone}"><h3>${escaped(outage.title[language])}</h3><p class="tag">${isToCome ? words.plannedState : words.states[outage.state]}</p>`,
    outage.text?.[language] === undefined || outage.state === 'restored' ? '' : `<p>${escaped(outage.text[language])}</p>`,
    `<dl>${rows.map(([term, value]) => `<div><dt>${term}</dt><dd>${value}</dd></div>`).join('')}</dl>`,
    outage.compensation === true ? `<p class="soft">${words.compensation}</p>` : '', '</article>',
  ].join('');
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Beside its name an hour needs no article. */
const bareHour = (words: string): string => words.replace(/^las? (?=\d)/, '');

type Row = readonly [term: string, html: string];

const hoursOf = (outage: Outage, isToCome: boolean, { language, now }: Pick<Telling, 'language' | 'now'>): readonly Row[] => {
  const words = STATUS_WORDS[language];
  const hour = (at: number): string => `<time datetime="${toIso(at)}">${escaped(bareHour(moment(at, now, language) ?? ''))}</time>`;
  const rows: Row[] = [[isToCome ? words.starts : words.since, hour(outage.since)]];
  if (outage.state === 'restored') return [...rows, [words.restoredAt, hour(outage.restoredAt ?? outage.updatedAt)]];
  rows.push([outage.planned ? words.ends : words.eta, etaWords(outage, { words, now, hour })]);
  if (outage.nextUpdate !== undefined && outage.nextUpdate > now) rows.push([words.nextUpdate, hour(outage.nextUpdate)]);
  return rows;
};

/** A whole city stands for its neighbourhoods. */
const places = (ids: readonly string[], zones: readonly Zone[]): readonly string[] =>
  zones.filter(({ id }) => ids.includes(id) && !ids.some((other) => id.startsWith(`${other}/`))).map(({ name }) => name);

const zonesSection = (board: PublicBoard, language: Language): string => {
  const words = STATUS_WORDS[language];
  const cities = board.zones.filter(({ id }) => !id.includes('/'));
  const line = ({ id, name }: Zone): string => {
    const own = zoneStatus(id, board.going);
    const status = zoneStatus(id, board.going, true);
    const said = own === status ? words.zoneStates[status] : words.partly;
    return `<span>${escaped(name)}</span> <span class="state ${status}">${said}</span>`;
  };
  const city = (zone: Zone): string => {
    const inside = board.zones.filter(({ id }) => id.startsWith(`${zone.id}/`));
    // "San Antonio, Cali" stands under Cali already.
    const short = inside.map(({ id, name }) => `<li>${line({ id, name: name.endsWith(`, ${zone.name}`) ? name.slice(0, -zone.name.length - 2) : name })}</li>`);
    return `<li><p>${line(zone)}</p>${short.length === 0 ? '' : `<ul>${short.join('')}</ul>`}</li>`;
  };
  return cities.length === 0 ? '' : `<section><h2>${words.zones}</h2><ul class="zones">${cities.map(city).join('')}</ul></section>`;
};
