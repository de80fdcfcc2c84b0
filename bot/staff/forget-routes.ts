/** The deletion of a conversation on its customer's request: once it is closed, and not while it proves what she filed. */
import { threadId } from '../../dialogs/ids';
import type { Forget } from '../desk/forget';
import type { HttpReply, Route } from '../http/route';
import type { StaffRoutes } from './guard';
import { notFound, staffProblem } from './problems';

export const forgetRoutes = (forget: Forget, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('DELETE /api/staff/cases/:thread', async ({ params }) => replyOf(await forget(threadId(params['thread'] ?? '')))),
];

const replyOf = (forgotten: Awaited<ReturnType<Forget>>): HttpReply => {
  if (forgotten.ok) return { status: 204 };
  switch (forgotten.reason) {
    case 'unknown':
      return notFound({ en: 'That case', es: 'ese caso' });
    case 'open':
      return staffProblem(409, { code: 'NotClosed', en: 'Close the case first.', es: 'Primero cierre el caso.' });
    case 'busy':
      return staffProblem(409, { code: 'Busy', en: 'Something is still to be done in this conversation. Try again later.', es: 'Esta conversación todavía tiene algo pendiente. Intente más tarde.' });
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
