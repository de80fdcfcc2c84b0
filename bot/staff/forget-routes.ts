/** The deletion of a conversation on its customer's request: once it is closed, and not while it proves what she filed. */
import { threadId } from '../../dialogs/ids';
import type { Forget, Forgotten } from '../desk/forget';
import type { HttpReply, Route } from '../http/route';
import type { ForgottenCase } from '../web/message-contracts';
import type { StaffRoutes } from './guard';
import { notFound, staffProblem } from './problems';

export const forgetRoutes = (forget: Pick<Forget, 'forget'>, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('DELETE /api/staff/cases/:thread', async ({ params }) => replyOf(await forget.forget(threadId(params['thread'] ?? '')))),
];

/** What stays when a conversation is gone, so that whoever deleted it can tell the customer truly. */
const KEPT: ForgottenCase['kept'] = [
  { what: 'audit', en: 'Who of the staff saw, changed and deleted this case, without what was said in it: it proves how her data was handled.', es: 'Quién del equipo vio, cambió y borró este caso, sin lo que se dijo en él: prueba cómo se trataron sus datos.' },
  { what: 'figures', en: 'Counts and durations for the figures of each day, without her name, her number or her words.', es: 'Conteos y duraciones para las cifras de cada día, sin su nombre, su número ni sus palabras.' },
  { what: 'operator', en: 'What the operator’s own systems hold: contract, bills, visits and what she filed. Their own rules say how long.', es: 'Lo que guardan los sistemas del operador: contrato, facturas, visitas y lo que radicó. Sus propias reglas dicen cuánto tiempo.' },
];

const replyOf = (forgotten: Forgotten): HttpReply => {
  if (forgotten.ok) return { status: forgotten.later ? 202 : 200, json: { kept: KEPT, ...(forgotten.later && { later: true as const }) } satisfies ForgottenCase };
  switch (forgotten.reason) {
    case 'unknown':
      return notFound({ en: 'That case', es: 'ese caso' });
    case 'open':
      return staffProblem(409, { code: 'NotClosed', en: 'Close the case first.', es: 'Primero cierre el caso.' });
    case 'away':
      return staffProblem(503, { code: 'ServiceUnavailable', en: 'The office does not answer, so nobody can tell what must be kept. Nothing was deleted.', es: 'El sistema de la oficina no responde y no se sabe qué hay que conservar. No se borró nada.' });
    case 'kept': {
      const requests = forgotten.requests.join(', ');
      return staffProblem(409, {
        code: 'MustBeKept',
        en: `This conversation is the proof of ${requests} and must be kept while the law asks for it. Tell the customer so.`,
        es: `Esta conversación es la prueba de ${requests} y se conserva mientras la ley lo exija. Cuénteselo así a la persona.`,
      });
    }
  }
};
