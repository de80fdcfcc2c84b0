/** The demo's telemetry and remote commands, over the readings of the shared world. */
import { SYSTEMS } from '../../../flows/contracts';
import { toIso } from '../colombia';
import { masked } from '../identity';
import type { Answer, ServiceRef } from '../ports';
import type { Command, Commanded, CommandRequest, ReadFact, ReadSystem, Remote, Sheet, Telemetry } from '../telemetry';
import { numbered, withService, type Access } from './access';
import { run, type Ran } from './commands';
import type { SystemName, World } from './schema';
import { alsoAt } from './usual';

/** Which of the demo's systems answers, so that each can be set to `down` or `slow`. */
const BEHIND = {
  history: 'tickets', modem: 'line', speed: 'line', flaps: 'line', wifi: 'equipment', names: 'equipment', device: 'equipment',
  addressing: 'equipment', tv: 'tv', voice: 'voice', mobile: 'mobile', credits: 'account',
} as const satisfies Record<ReadSystem, SystemName>;

export const createTelemetry = (access: Access): Telemetry => ({
  read: (system, of) =>
    access.readService(BEHIND[system], of, (world, service, now) => {
      const also: Sheet = alsoAt(world, service, now);
      const facts: readonly string[] = SYSTEMS[system].facts;
      return Object.fromEntries(facts.flatMap((fact) => (also[fact] === undefined ? [] : [[fact, also[fact]]]))) as Sheet<ReadFact>;
    }),
});

const THROUGH = {
  fix_profile: 'line', measure_speed: 'line', wifi_radio_on: 'equipment', wifi_change_channel: 'equipment', wifi_make_visible: 'equipment',
  wifi_separate_bands: 'equipment', wifi_key_link: 'equipment', renew_names: 'equipment', renew_address: 'equipment',
  restore_settings: 'equipment', factory_reset: 'equipment', schedule_firmware: 'equipment', request_public_ip: 'office',
  open_port: 'equipment', set_bridge: 'equipment', restart_box: 'tv', resend_entitlement: 'tv', restart_voice: 'voice',
  clear_diversion: 'voice', refresh_mobile: 'mobile', send_apn: 'mobile', enable_roaming: 'mobile', block_mobile: 'mobile',
  reconnect: 'account',
} as const satisfies Record<Command, SystemName>;

export const createRemote = (access: Access): Remote => ({
  run: async <C extends Command>(command: C, of: ServiceRef, request: CommandRequest): Promise<Answer<Commanded<C>>> => {
    const answer = await access.writeService<{ result: string; told: string }>(THROUGH[command], {
      verb: command,
      key: request.key,
      of,
      change: (world, service, now) => {
        const ran = run(command, { world, service, request }, now);
        const after = withService(world, ran.service);
        const { world: told, facts } = followUp(after, ran, { command, key: request.key, at: toIso(now) });
        return { world: told, result: { result: ran.result, told: JSON.stringify(facts) } };
      },
    });
    if (!answer.ok) return answer;
    // Only `run` writes these results, and it answers with those of its command.
    const result = answer.value.result as Commanded<C>['result'];
    return { ok: true, value: { result, facts: JSON.parse(answer.value.told) as Commanded<C>['facts'] } };
  },
});

/** What a command leaves outside the service: a number, or the message with a link that is good once. */
const followUp = (world: World, ran: Ran, at: { readonly command: Command; readonly key: string; readonly at: string }): { world: World; facts: Sheet } => {
  if (ran.numbered) {
    const { id, world: counted } = numbered(world, 'R');
    return { world: counted, facts: { ...ran.told, 'request.id': id } };
  }
  if (at.command !== 'wifi_key_link' || ran.result !== 'sent') return { world, facts: ran.told };
  const contact = world.customers.find(({ id }) => id === ran.service.customer)?.contacts[0];
  if (!contact) return { world, facts: ran.told };
  const text = `${world.operator.name}: con este enlace ve o cambia la clave de su wifi. Sirve una sola vez: https://wifi.barquito.example/${ran.service.id}`;
  const message = { key: at.key, at: at.at, channel: contact.channel, to: contact.value, text };
  return { world: { ...world, messages: [...world.messages, message] }, facts: { 'wifi.link_sent_to': masked(contact) } };
};
