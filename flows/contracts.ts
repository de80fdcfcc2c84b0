/**
 * What flows may ask of the operator's systems: each system with the facts that it tells, each action with the facts
 * it needs, its possible results and the facts it adds. A flow that forgets a result does not pass the checker;
 * `bot/operator/` performs them. Besides the results listed, every check and every action may *fail*.
 */
export const SYSTEMS = {
  account: { needs: ['service.id'], facts: ['account.state', 'account.balance_cop', 'account.suspended_since', 'account.invoice'] },
  outage: {
    needs: ['service.id'],
    facts: ['outage.active', 'outage.id', 'outage.match', 'outage.cause', 'outage.since', 'outage.eta', 'outage.next_update', 'outage.compensation'],
  },
  tickets: { needs: ['service.id'], facts: ['ticket.open', 'ticket.id', 'ticket.status', 'visit.today', 'visit.window'] },
  line: {
    needs: ['service.id'],
    facts: [
      'line.state', 'line.rx_dbm', 'line.session', 'line.uptime_min', 'line.last_down_at', 'line.last_down_cause',
      'line.neighbours_down', 'line.traffic',
    ],
  },
} as const satisfies Record<string, { needs: readonly string[]; facts: readonly string[] }>;
export type System = keyof typeof SYSTEMS;

export const ACTIONS = {
  /** Who has the number that the channel proved; several people may share one. */
  recognize: {
    needs: ['channel.phone'],
    results: ['recognized', 'several', 'unknown'],
    facts: ['customer.id', 'customer.name', 'services.count', 'services.list', 'service.id', 'service.kind', 'service.address'],
  },
  /** Looks a document or account number up; tells nothing personal but where the code would go, masked. */
  find_customer: { needs: ['key.typed'], results: ['found', 'not_found'], facts: ['candidate.id', 'code.sent_to'] },
  /** Sends a one-time code to the contact on file. */
  send_code: { needs: ['candidate.id'], results: ['sent', 'too_many'], facts: [] },
  /** `missing`: what was typed holds no code. */
  verify_code: {
    needs: ['candidate.id', 'code.typed'],
    results: ['verified', 'wrong', 'missing', 'expired', 'blocked'],
    facts: ['customer.id', 'customer.name', 'services.count', 'services.list', 'service.id', 'service.kind', 'service.address'],
  },
  choose_service: { needs: ['customer.id', 'service.id'], results: ['chosen'], facts: ['service.kind', 'service.address'] },
  restart_equipment: { needs: ['service.id'], results: ['restarted', 'unreachable'], facts: [] },
  reset_session: { needs: ['service.id'], results: ['up', 'still_down'], facts: [] },
  offer_slots: { needs: ['service.id'], results: ['offered', 'none'], facts: ['visit.slots'] },
  book_visit: { needs: ['service.id', 'visit.slot'], results: ['booked', 'taken'], facts: ['visit.id', 'visit.window'] },
  open_ticket: { needs: ['service.id'], results: ['opened'], facts: ['ticket.new_id'] },
  subscribe_outage: { needs: ['service.id'], results: ['subscribed'], facts: [] },
  /** Keeps a request for a person; also for a customer who is not identified. */
  request_human: { needs: [], results: ['kept'], facts: ['human.request_id'] },
} as const satisfies Record<string, { needs: readonly string[]; results: readonly string[]; facts: readonly string[] }>;
export type Action = keyof typeof ACTIONS;

/** How every flow may end (`domain` vocabulary of the operator's closing codes). */
export const END_CODES = ['RESUELTO', 'VISITA', 'RED', 'CORTE', 'PAGO', 'HUMANO', 'ESPERA', 'EQUIPO_CLIENTE', 'COMERCIAL', 'PQR'] as const;
export type EndCode = (typeof END_CODES)[number];
