/**
 * What flows may ask of the operator's systems: each system with the facts that it tells, each action with the facts
 * it needs, its possible results and the facts it adds. A flow that forgets a result does not pass the checker;
 * `bot/operator/` performs them. Besides the results listed, every check and every action may *fail*, and every fact may
 * be left out: what a system does not know it does not tell.
 */
export const SYSTEMS = {
  account: {
    needs: ['service.id'],
    facts: ['account.state', 'account.balance_cop', 'account.suspended_since', 'account.invoice', 'account.priority'],
  },
  outage: {
    needs: ['service.id'],
    facts: [
      'outage.active', 'outage.id', 'outage.match', 'outage.planned', 'outage.place', 'outage.cause', 'outage.since', 'outage.eta',
      'outage.changed', 'outage.next_update', 'outage.compensation', 'outage.confidence', 'outage.text', 'outage.ahead_from', 'outage.ahead_until',
    ],
  },
  tickets: {
    needs: ['service.id'],
    facts: [
      'ticket.open', 'ticket.id', 'ticket.status', 'ticket.opened_at', 'visit.today', 'visit.planned', 'visit.id', 'visit.window',
      'visit.missed',
    ],
  },
  /** How often the same trouble came back. */
  history: { needs: ['service.id'], facts: ['history.same_week'] },
  line: {
    needs: ['service.id'],
    facts: [
      'line.state', 'line.rx_dbm', 'line.session', 'line.uptime_min', 'line.last_down_at', 'line.last_down_cause',
      'line.neighbours_down', 'line.traffic',
    ],
  },
  /** A cable modem as its head end sees it. */
  modem: {
    needs: ['service.id'],
    facts: [
      'modem.state', 'modem.us_tx_dbmv', 'modem.us_snr_db', 'modem.ds_power_dbmv', 'modem.ds_snr_db', 'modem.t_three', 'modem.t_four',
      'modem.uncorrectable_pct', 'modem.traffic', 'modem.uptime_min', 'modem.neighbours_down', 'modem.last_down_at',
    ],
  },
  speed: {
    needs: ['service.id'],
    facts: [
      'plan.mbps', 'plan.provisioned_mbps', 'plan.share_pct', 'network.use_pct', 'network.peak_hours', 'lan.mbps', 'home.devices', 'home.top_pct', 'line.errors',
    ],
  },
  /** Drops of the line itself, with their causes. */
  flaps: {
    needs: ['service.id'],
    facts: ['flaps.day', 'flaps.week', 'flaps.cause', 'flaps.times', 'flaps.rx_swing_db', 'flaps.after'],
  },
  wifi: {
    needs: ['service.id'],
    facts: [
      'wifi.name', 'wifi.low_radio', 'wifi.high_radio', 'wifi.factory_name', 'wifi.changed_at', 'wifi.channel_use_pct',
      'wifi.weakest_rssi', 'wifi.devices', 'wifi.invisible', 'wifi.own_router', 'wifi.extender', 'wifi.one_name',
    ],
  },
  /** Names of sites: the operator's own resolvers, filters, and what is known to fail elsewhere. */
  names: { needs: ['service.id'], facts: ['names.resolver_ok', 'names.incident', 'names.filter_on', 'names.own_servers'] },
  device: {
    needs: ['service.id'],
    facts: [
      'device.model', 'device.mode', 'device.voice_tv', 'device.firmware', 'device.firmware_bad', 'device.was_reset', 'device.reset_at',
    ],
  },
  /** How the home stands in the Internet: its address and what the plan allows. */
  addressing: {
    needs: ['service.id'],
    facts: ['wan.kind', 'wan.ipv_six', 'wan.public_offer', 'wan.public_fee_cop', 'wan.bridge_possible', 'wan.blocked_ports'],
  },
  tv: {
    needs: ['service.id'],
    facts: [
      'tv.active', 'tv.package', 'tv.entitled', 'tv.delivery', 'tv.boxes', 'tv.box', 'tv.box_code', 'tv.signal', 'tv.incident',
      'tv.internet_down',
    ],
  },
  voice: {
    needs: ['service.id'],
    facts: [
      'voice.active', 'voice.registered', 'voice.sip_code', 'voice.equipment_on', 'voice.delivery', 'voice.barred', 'voice.diverted',
      'voice.diverted_to', 'voice.silent', 'voice.porting',
    ],
  },
  mobile: {
    needs: ['service.id'],
    facts: [
      'mobile.state', 'mobile.kind', 'mobile.sim', 'mobile.sim_changed_at', 'mobile.porting', 'mobile.imei_blocked', 'mobile.attached',
      'mobile.cell', 'mobile.data_on', 'mobile.apn_ok', 'mobile.used_gb', 'mobile.allowance_gb', 'mobile.quota_out', 'mobile.slow_kbps',
      'mobile.renews_at', 'mobile.calls_barred', 'mobile.abroad', 'mobile.roaming_on', 'mobile.roaming_pack', 'mobile.roaming_spent_cop',
    ],
  },
  bill: {
    needs: ['customer.id'],
    facts: [
      'bill.number', 'bill.state', 'bill.amount_cop', 'bill.due', 'bill.previous_cop', 'bill.higher', 'bill.changes', 'bill.paid_at',
      'bill.in_transit', 'bill.promise_allowed',
    ],
  },
  /** What ending the contract today would mean. */
  contract: {
    needs: ['customer.id'],
    facts: [
      'contract.parts', 'contract.ends', 'contract.permanence', 'contract.permanence_until', 'contract.permanence_cop',
      'contract.balance_cop', 'contract.unavailable', 'contract.offer', 'contract.ending', 'contract.cun',
    ],
  },
  /** Petitions, complaints and appeals that are being studied, and those answered of late: an appeal is against one of them. */
  requests: {
    needs: ['customer.id'],
    facts: ['pqr.open', 'pqr.number', 'pqr.kind_words', 'pqr.status', 'pqr.answer_by', 'pqr.overdue', 'pqr.answered'],
  },
  /** Automatic compensation for time without service. */
  credits: { needs: ['service.id'], facts: ['credit.state', 'credit.amount_cop', 'credit.invoice', 'credit.down_hours', 'credit.why'] },
} as const satisfies Record<string, { needs: readonly string[]; facts: readonly string[] }>;
export type System = keyof typeof SYSTEMS;

const CHOSEN = ['services.list', 'service.id', 'service.kind', 'service.address'] as const;

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
  /** Turns to the customer's service of one kind without asking; of several, tells them for a question (`services.list`). */
  use_internet: { needs: ['customer.id'], results: ['chosen', 'several', 'none'], facts: CHOSEN },
  use_tv: { needs: ['customer.id'], results: ['chosen', 'several', 'none'], facts: CHOSEN },
  use_telephone: { needs: ['customer.id'], results: ['chosen', 'several', 'none'], facts: CHOSEN },
  use_mobile: { needs: ['customer.id'], results: ['chosen', 'several', 'none'], facts: CHOSEN },

  restart_equipment: { needs: ['service.id'], results: ['restarted', 'unreachable'], facts: [] },
  reset_session: { needs: ['service.id'], results: ['up', 'still_down'], facts: [] },
  /** Writes the plan's profile to the line again, cable or fibre. */
  fix_profile: { needs: ['service.id'], results: ['fixed', 'not_fixed'], facts: [] },
  /** Measures from the network to the equipment, without the customer's Wi-Fi. */
  measure_speed: {
    needs: ['service.id'],
    results: ['measured', 'unreachable'],
    facts: ['speed.down_mbps', 'speed.up_mbps', 'speed.idle_ms', 'speed.loaded_ms', 'speed.loss_pct', 'speed.share_pct'],
  },
  /** What the customer measured against her plan: `good` from 90 %, `poor` below 70 %. */
  judge_speed: { needs: ['service.id', 'speed.measured'], results: ['good', 'regular', 'poor'], facts: ['speed.judged_pct'] },
  wifi_radio_on: { needs: ['service.id'], results: ['on', 'unreachable'], facts: [] },
  wifi_change_channel: { needs: ['service.id'], results: ['changed', 'unreachable'], facts: [] },
  /** A channel and a security mode that old devices see. */
  wifi_make_visible: { needs: ['service.id'], results: ['changed', 'unreachable'], facts: [] },
  wifi_separate_bands: { needs: ['service.id'], results: ['separated', 'unreachable'], facts: [] },
  /** A one-time link to see or change name and key; the key itself never passes through the conversation. */
  wifi_key_link: { needs: ['service.id'], results: ['sent', 'unreachable'], facts: ['wifi.link_sent_to'] },
  renew_names: { needs: ['service.id'], results: ['renewed', 'unreachable'], facts: [] },
  renew_address: { needs: ['service.id'], results: ['renewed', 'unreachable'], facts: [] },
  /** Puts back name, key, session, bridge and ports from the backup. */
  restore_settings: { needs: ['service.id'], results: ['restored', 'no_backup', 'unreachable'], facts: [] },
  /** Remote only, after a backup; refused while voice or TV ride on the equipment, and in bridge mode. */
  factory_reset: { needs: ['service.id'], results: ['reset', 'refused', 'unreachable'], facts: [] },
  schedule_firmware: { needs: ['service.id'], results: ['scheduled', 'unreachable'], facts: ['firmware.window'] },

  request_public_ip: { needs: ['service.id'], results: ['requested', 'not_offered'], facts: ['request.id'] },
  open_port: { needs: ['service.id', 'port.number'], results: ['opened', 'not_allowed', 'unreachable'], facts: [] },
  set_bridge: { needs: ['service.id'], results: ['set', 'not_allowed', 'unreachable'], facts: [] },

  restart_box: { needs: ['service.id'], results: ['restarted', 'unreachable'], facts: [] },
  resend_entitlement: { needs: ['service.id'], results: ['sent', 'unreachable'], facts: [] },
  restart_voice: { needs: ['service.id'], results: ['registered', 'still_down'], facts: [] },
  /** Takes call forwarding and *do not disturb* away. */
  clear_diversion: { needs: ['service.id'], results: ['cleared', 'not_cleared'], facts: [] },

  /** Registers the mobile line in the network again. */
  refresh_mobile: { needs: ['service.id'], results: ['refreshed', 'still_down'], facts: [] },
  send_apn: { needs: ['service.id'], results: ['sent'], facts: [] },
  enable_roaming: { needs: ['service.id'], results: ['enabled', 'not_allowed'], facts: [] },
  /** A stolen telephone or a SIM change that the customer did not ask for. */
  block_mobile: { needs: ['service.id'], results: ['blocked'], facts: ['request.id'] },

  offer_slots: { needs: ['service.id'], results: ['offered', 'none'], facts: ['visit.slots'] },
  book_visit: { needs: ['service.id', 'visit.slot'], results: ['booked', 'taken'], facts: ['visit.id', 'visit.window'] },
  cancel_visit: { needs: ['service.id'], results: ['cancelled', 'none'], facts: [] },
  open_ticket: { needs: ['service.id'], results: ['opened'], facts: ['ticket.new_id'] },
  subscribe_outage: { needs: ['service.id'], results: ['subscribed'], facts: [] },
  /** The customer's own case, visit or request by the number that she gives; somebody else's is *not found*. */
  find_case: { needs: ['customer.id', 'case.typed'], results: ['found', 'not_found'], facts: ['case.number', 'case.status', 'case.answer_by'] },

  send_invoice: { needs: ['customer.id'], results: ['sent', 'none'], facts: ['bill.sent_to'] },
  /** Looks for the payment that the customer says she made. */
  find_payment: { needs: ['customer.id'], results: ['applied', 'in_transit', 'not_found'], facts: ['bill.paid_at'] },
  keep_receipt: { needs: ['customer.id', 'payment.receipt'], results: ['kept'], facts: ['request.id'] },
  reconnect: { needs: ['service.id'], results: ['ordered', 'not_paid'], facts: [] },
  promise_payment: { needs: ['customer.id', 'promise.day'], results: ['agreed', 'not_allowed'], facts: ['promise.until'] },

  /**
   * Files what was told and confirmed, as a complaint unless `pqr.kind` says otherwise. `filed_without_cun`: the single code
   * is given out later; the bot never makes one up. `pqr.appealed`: the request whose answer an appeal is against
   * (`pqr.against`), once the office found it among the customer's own.
   */
  file_pqr: {
    needs: ['customer.id', 'pqr.facts'],
    results: ['filed', 'filed_without_cun'],
    facts: ['pqr.number', 'pqr.filed_at', 'pqr.answer_by', 'pqr.appealed'],
  },
  /**
   * Files that her personal data be corrected or deleted (`claim.kind`). `filed_before`: a deletion that she asked for is
   * still under way.
   */
  file_data_claim: {
    needs: ['customer.id', 'claim.kind'],
    results: ['filed', 'filed_without_cun', 'filed_before'],
    facts: ['claim.number', 'claim.filed_at', 'claim.answer_by'],
  },
  /** A copy of all that is kept of her, behind a link that opens once. */
  copy_data: { needs: ['customer.id'], results: ['made'], facts: ['data.held', 'data.link', 'data.until'] },
  /** The whole contract, unless `cancel.part` names one of its services. */
  request_cancellation: {
    needs: ['customer.id'],
    results: ['requested', 'requested_without_cun'],
    facts: ['cancel.number', 'cancel.ends'],
  },
  withdraw_cancellation: { needs: ['customer.id'], results: ['withdrawn', 'too_late'], facts: [] },

  /** Keeps a request for a person; also for a customer who is not identified. */
  request_human: { needs: [], results: ['kept'], facts: ['human.request_id'] },
} as const satisfies Record<string, { needs: readonly string[]; results: readonly string[]; facts: readonly string[] }>;
export type Action = keyof typeof ACTIONS;

/** How every flow may end (`domain` vocabulary of the operator's closing codes). */
export const END_CODES = ['RESUELTO', 'VISITA', 'RED', 'CORTE', 'PAGO', 'HUMANO', 'ESPERA', 'EQUIPO_CLIENTE', 'COMERCIAL', 'PQR'] as const;
export type EndCode = (typeof END_CODES)[number];
