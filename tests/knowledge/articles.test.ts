/**
 * What every article owes its reader: both languages, short, in the words of somebody who never saw a modem, without
 * blame, offers or promises that only the operator can keep. The loader checks the front matter's form by itself.
 */
import { LANGUAGES, LEVELS, type Language } from '../../knowledge/language';
import type { Article } from '../../knowledge/search/article';
import { bundledLibrary } from '../support/articles';
import { readingEase, wordsOf } from '../support/readability';

const articles: readonly Article[] = [...bundledLibrary().articles.values()];
const MOST_WORDS = 180;
const MOST_PASSAGE_WORDS = 85;
const EASY = { es: 70, en: 65 };

const each = LANGUAGES.flatMap((language) => articles.map((article) => ({ id: article.id, language, article })));
const textsOf = (article: Article, language: Language): string[] => Object.values(article.texts[language].wording).map((paragraphs) => paragraphs.join('\n\n'));
const everythingOf = (article: Article, language: Language): string => [article.texts[language].title, ...textsOf(article, language)].join('\n\n');

describe('the articles', () => {
  test('are at least thirty-four, on every service', () => {
    expect(articles.length).toBeGreaterThanOrEqual(34);
    expect(new Set(articles.flatMap(({ services }) => services)).size).toBe(5);
  });

  test.each(each)('$language $id: each wording has at most 180 words, each paragraph fits one message', ({ article, language }) => {
    for (const text of textsOf(article, language)) {
      expect(wordsOf(text).length).toBeLessThanOrEqual(MOST_WORDS);
      for (const paragraph of text.split('\n\n')) expect([paragraph, wordsOf(paragraph).length <= MOST_PASSAGE_WORDS]).toEqual([paragraph, true]);
    }
  });

  test.each(each)('$language $id: a beginner reads it with ease', ({ article, language }) => {
    expect(readingEase(language, article.texts[language].wording.basic.join('\n'))).toBeGreaterThanOrEqual(EASY[language]);
  });

  test.each(articles.map((article) => ({ id: article.id, article })))('$id: both languages have the same wordings, paragraphs and figures', ({ article }) => {
    const { es, en } = article.texts;
    for (const level of LEVELS) expect(en.wording[level]?.length).toBe(es.wording[level]?.length);
    expect(figuresOf(everythingOf(article, 'en'))).toEqual(figuresOf(everythingOf(article, 'es')));
  });

  test.each(articles.map((article) => ({ id: article.id, article })))('$id: who has a wording of one’s own is among its readers', ({ article }) => {
    const own = Object.keys(article.texts.es.wording).filter((level) => level !== 'basic');
    expect(article.levels).toEqual(expect.arrayContaining(own));
  });

  test.each(each)('$language $id: says nothing that is not said to a customer', ({ article, language }) => {
    expect(everythingOf(article, language).match(FORBIDDEN[language])).toBeNull();
  });

  test.each(each)('$language $id: a beginner meets no jargon', ({ article, language }) => {
    expect(article.texts[language].wording.basic.join('\n').replace(PRINTED, '').match(JARGON)).toBeNull();
  });

  test.each(each)('$language $id: shows only what every channel shows', ({ article, language }) => {
    expect(everythingOf(article, language)).not.toMatch(/\*\*(?!\d)|__|^#|\]\(|<\w|https?:/m);
  });
});

/** Numbers of a text in the order of size, decimal commas and thousands written one way. */
const figuresOf = (text: string): string[] =>
  (text.match(/\d+(?:[.,]\d+)*/g) ?? []).map((figure) => figure.replace(/[.,](?=\d{3}(?!\d))/g, '').replace(',', '.')).sort();

/** Blame, empty courtesy, offers, promises, the familiar form and words about the machine itself. */
const FORBIDDEN = {
  es: /como le indiqu|est[aá] segur[oa] de|favor validar|lamentamos|inconvenientes|promoci[oó]n|oferta|aproveche|garantiza|le prometo que|gratis por tiempo|inteligencia artificial|su culpa|(?<!\p{L}|se )(?:tú|tienes|puedes|tu|tus|escribe|espera|revisa|debes|quieres|te)(?!\p{L})/iu,
  en: /as i (?:told|said)|are you sure|inconvenience|promotion|special offer|guarantee|artificial intelligence|your fault|cheap/i,
};

/** Words that stand on the equipment or its screen are shown in bold. */
const PRINTED = /\*[^*\n]+\*/g;

/** Terms that a basic wording may not use. */
const JARGON = /\b(?:SSID|PPPoE|IPoE|VLAN|OLT|dBm|dBmV|SNR|DHCP|firmware|MTU|SIP|XCAP|LAN|gateway|throughput|DOCSIS|GPON|VoLTE|DFS|QAM|latenc\w+|aprovisiona\w+|provisioning)\b/;
