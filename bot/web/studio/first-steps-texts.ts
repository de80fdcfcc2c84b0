/** Words of the first steps. Each button is named as the page names it: what is renamed there is renamed here by itself. */
import type { Language } from '../../../knowledge/language';
import { DRAFT_TEXTS } from './draft-texts';
import { SIMULATOR_TEXTS } from './simulator-texts';
import { STUDIO_TEXTS } from './studio-texts';
import { VIEW_TEXTS } from './view-texts';

interface FirstStepsTexts {
  readonly title: string;
  readonly steps: readonly { readonly what: string; readonly how: string }[];
  readonly wordsTitle: string;
  readonly words: readonly (readonly [string, string])[];
  readonly keysTitle: string;
  readonly keys: readonly (readonly [string, string])[];
}

const spanish = (): FirstStepsTexts => {
  const [view, studio, draft, simulator] = [VIEW_TEXTS.es, STUDIO_TEXTS.es, DRAFT_TEXTS.es, SIMULATOR_TEXTS.es];
  return {
    title: 'Primeros pasos en el estudio',
    steps: [
      { what: 'Escoja un flujo.', how: `Están en «${studio.files}». «${view.views.steps}» lo muestra paso por paso, en el orden en que lo vive la persona.` },
      { what: 'Abra un paso y cámbielo.', how: 'Sus palabras, sus opciones o a dónde lleva cada respuesta. Todo se guarda solo en un borrador que su equipo también ve; para los clientes no cambia nada todavía.' },
      { what: `Mire «${studio.faults}».`, how: `Mientras escribe se revisa cada camino. Si una persona quedara sin final, no se puede publicar, y «${view.example}» dice cómo llegaría ahí. Un clic en el error lleva al paso.` },
      { what: `Converse en «${view.views.try}».`, how: `Escoja cuánto sabe la persona, qué contestan los sistemas y qué responde ella. Lo que salió bien se conserva con «${simulator.keep}», y desde entonces se revisa en cada cambio.` },
      { what: 'Publique con un porqué.', how: `Quien ya conversa termina con la versión en que empezó. Si en su equipo otra persona revisa, use «${draft.askReview}» y espere su aprobación.` },
      { what: 'Vuelva atrás cuando quiera.', how: `En «${studio.releases}» cada versión tiene nombre: «${draft.compare}» la compara con otra, y «${studio.rollbackTitle('r1')}» la pone a regir de nuevo.` },
      { what: `Aprenda de «${view.views.happened}».`, how: `Dice en qué paso se quedan las personas y qué no se entendió. «${draft.teach}» guarda una frase como ejemplo; después se entrena ahí mismo y otra persona lo publica.` },
    ],
    wordsTitle: 'Las palabras',
    words: [
      ['Flujo', 'una guía completa, por ejemplo para el internet lento'],
      ['Paso', 'una cosa que Hilo dice, pregunta, mira o hace'],
      ['Salida', 'a dónde lleva cada respuesta de un paso'],
      ['Nivel', 'cuánto sabe la persona: cada nivel puede tener sus palabras y saltarse pasos'],
      [draft.draft, 'lo que está escrito y aún no se publica'],
      [draft.release, 'lo que se publicó de una vez, con su nombre: r1, r2…'],
    ],
    keysTitle: 'Con el teclado',
    keys: [
      ['Tab, Enter', 'ir a un control y usarlo'],
      ['Ctrl + Z, Ctrl + Y', 'deshacer y rehacer, en cualquier vista'],
      ['Ctrl + espacio', `en «${view.views.text}», lo que se puede escribir ahí`],
      ['Ctrl + S', `en «${view.views.text}», ir a publicar`],
    ],
  };
};

const english = (): FirstStepsTexts => {
  const [view, studio, draft, simulator] = [VIEW_TEXTS.en, STUDIO_TEXTS.en, DRAFT_TEXTS.en, SIMULATOR_TEXTS.en];
  return {
    title: 'First steps in the studio',
    steps: [
      { what: 'Choose a flow.', how: `They stand under "${studio.files}". "${view.views.steps}" shows it step by step, in the order in which a customer meets them.` },
      { what: 'Open a step and change it.', how: 'Its words, its options, or where each answer leads. All of it saves itself into a draft that your team sees too; nothing changes for customers yet.' },
      { what: `Look at "${studio.faults}".`, how: `Every path is checked as you write. If somebody would be left without an end it cannot be published, and "${view.example}" tells how they would come there. A click on the error leads to the step.` },
      { what: `Talk under "${view.views.try}".`, how: `Choose how much the person knows, what the systems answer and what they say. What went well is kept with "${simulator.keep}", and from then on checked with every change.` },
      { what: 'Publish with a reason.', how: `Whoever is talking ends with the release they began on. Where somebody else reviews, use "${draft.askReview}" and wait for their approval.` },
      { what: 'Go back whenever you want.', how: `Each of the "${studio.releases}" has a name: "${draft.compare}" compares it with another, and "${studio.rollbackTitle('r1')}" makes it current again.` },
      { what: `Learn from "${view.views.happened}".`, how: `It tells at which step people stop and what was not understood. "${draft.teach}" keeps a sentence as an example; it is trained right there, and somebody else publishes it.` },
    ],
    wordsTitle: 'The words',
    words: [
      ['Flow', 'a whole guide, for slow internet for example'],
      ['Step', 'one thing that Hilo says, asks, looks at or does'],
      ['Exit', 'where each answer of a step leads'],
      ['Level', 'how much the person knows: each level may have its own words and skip steps'],
      [draft.draft, 'what is written and not published yet'],
      [draft.release, 'what was published at once, with its name: r1, r2…'],
    ],
    keysTitle: 'By keyboard',
    keys: [
      ['Tab, Enter', 'go to a control and use it'],
      ['Ctrl + Z, Ctrl + Y', 'undo and redo, in every view'],
      ['Ctrl + Space', `under "${view.views.text}", what may be written there`],
      ['Ctrl + S', `under "${view.views.text}", go to publishing`],
    ],
  };
};

export const FIRST_STEPS: Readonly<Record<Language, FirstStepsTexts>> = { es: spanish(), en: english() };
