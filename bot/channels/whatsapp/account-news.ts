/**
 * What Meta tells of the business account itself, beside messages: limits, bans, the quality of a number, the fate of a
 * template. Read to one shape that names how grave it is; what is new to us is told as it came, never dropped.
 * Source: Meta, "WhatsApp Business Account webhooks": account_update, account_alerts, phone_number_quality_update,
 * message_template_status_update.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelAlarm } from '../../web/backlog-contracts';
import { isAlarming } from './verdict';

export type AccountNews = Omit<ChannelAlarm, 'at'>;
type Severity = ChannelAlarm['severity'];

const LONGEST_DETAIL = 300;
const word = z.coerce.string().max(200).optional().catch(undefined);
const part = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).optional().catch(undefined);

const account = z.object({
  event: word, phone_number: word,
  ban_info: part({ waba_ban_state: word, waba_ban_date: word }),
  violation_info: part({ violation_type: word }),
  restriction_info: z.array(z.object({ restriction_type: word, expiration: word })).max(20).optional().catch(undefined),
});
const alert = z.object({ entity_type: word, entity_id: word, alert_info: part({ alert_severity: word, alert_status: word, alert_type: word, alert_description: z.string().max(2_000).optional().catch(undefined) }) });
const quality = z.object({ display_phone_number: word, event: word, old_limit: word, current_limit: word, max_daily_conversations_per_business: word });
const template = z.object({
  event: word, message_template_name: word, message_template_language: word, reason: word,
  disable_info: part({ disable_date: word }), other_info: part({ title: word, description: word }),
});

interface Read {
  readonly event: string | undefined;
  readonly severity: Severity;
  readonly detail: readonly (string | undefined)[];
}

const READERS: Readonly<Record<string, { readonly about: AccountNews['about']; readonly read: (value: unknown) => Read | undefined }>> = {
  account_update: {
    about: 'account',
    read(value) {
      const { event, phone_number, ban_info, violation_info, restriction_info } = account.safeParse(value).data ?? {};
      const restrictions = (restriction_info ?? []).flatMap(({ restriction_type, expiration }) => [restriction_type, expiration]);
      return { event, severity: severityIn(ACCOUNT, ban_info?.waba_ban_state === 'REINSTATE' ? 'REINSTATE' : event), detail: [phone_number, ban_info?.waba_ban_state, ban_info?.waba_ban_date, violation_info?.violation_type, ...restrictions] };
    },
  },
  account_alerts: {
    about: 'account',
    read(value) {
      const { entity_type, entity_id, alert_info } = alert.safeParse(value).data ?? {};
      const told = SEVERITIES[alert_info?.alert_severity ?? ''] ?? 'warning';
      return { event: alert_info?.alert_type, severity: told, detail: [entity_type, entity_id, alert_info?.alert_status, alert_info?.alert_description] };
    },
  },
  phone_number_quality_update: {
    about: 'number',
    read(value) {
      const { display_phone_number, event, old_limit, current_limit, max_daily_conversations_per_business } = quality.safeParse(value).data ?? {};
      return { event, severity: severityIn(QUALITY, event), detail: [display_phone_number, old_limit, current_limit ?? max_daily_conversations_per_business] };
    },
  },
  message_template_status_update: {
    about: 'template',
    read(value) {
      const { event, message_template_name, message_template_language, reason, disable_info, other_info } = template.safeParse(value).data ?? {};
      const why = reason === 'NONE' ? undefined : reason;
      return { event, severity: severityIn(TEMPLATE, event), detail: [message_template_name, message_template_language, why, disable_info?.disable_date, other_info?.title, other_info?.description] };
    },
  },
};

const SEVERITIES: Readonly<Record<string, Severity>> = { CRITICAL: 'critical', WARNING: 'warning', INFORMATIONAL: 'info' };
/** What is not named is worth a look. */
const ACCOUNT: Readonly<Record<string, Severity>> = {
  DISABLED_UPDATE: 'critical', ACCOUNT_RESTRICTION: 'critical', ACCOUNT_DELETED: 'critical', PARTNER_REMOVED: 'critical', ACCOUNT_OFFBOARDED: 'critical',
  VERIFIED_ACCOUNT: 'info', REINSTATE: 'info', ACCOUNT_RECONNECTED: 'info', PARTNER_ADDED: 'info', MM_LITE_TERMS_SIGNED: 'info',
};
const QUALITY: Readonly<Record<string, Severity>> = { UPGRADE: 'info', THROUGHPUT_UPGRADE: 'info', ONBOARDING: 'info', UNFLAGGED: 'info' };
const TEMPLATE: Readonly<Record<string, Severity>> = { APPROVED: 'info', REINSTATED: 'info', UNARCHIVED: 'info', PENDING: 'info', DISABLED: 'critical', REJECTED: 'critical', PAUSED: 'critical' };
const severityIn = (named: Readonly<Record<string, Severity>>, event = ''): Severity => (Object.hasOwn(named, event) ? named[event] : undefined) ?? 'warning';

/** `undefined` for fields that tell nothing of the kind. `at`: when Meta says that it happened, which tells one time from the next. */
export const readAccountNews = (field: string, value: unknown, at: number | undefined): AccountNews | undefined => {
  const reader = Object.hasOwn(READERS, field) ? READERS[field] : undefined;
  const found = reader?.read(value);
  if (!reader || !found) return undefined;
  const { event = 'UNKNOWN', severity, detail } = found;
  return { id: idOf([field, at, value]), channel: 'whatsapp', about: reader.about, event: event.slice(0, 80), severity, detail: detail.filter(Boolean).join(' · ').slice(0, LONGEST_DETAIL) };
};

const fault = z.object({ code: z.number().int(), title: word, message: word, error_data: part({ details: word }) });

/** What Meta could not do for a number, told beside its messages and statuses; nothing when it is no such thing. */
export const newsOfError = (value: unknown, phoneNumberId: string, at: number | undefined): readonly AccountNews[] => {
  const { code, title, message, error_data } = fault.safeParse(value).data ?? {};
  if (code === undefined) return [];
  const detail = [...new Set([title, message, error_data?.details].filter(Boolean))].join(' · ').slice(0, LONGEST_DETAIL);
  return [{ id: idOf(['errors', at, phoneNumberId, code]), channel: 'whatsapp', about: 'number', event: `ERROR_${code}`, severity: isAlarming(code) ? 'critical' : 'warning', detail }];
};

const idOf = (what: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 24);
