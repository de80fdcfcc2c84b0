/** What Meta tells of the account itself, over the signed webhook: kept for staff, told outside once, never a fault of ours. */
import { installWhatsApp, NUMBER, type Installed } from './given';

let at: Installed;
beforeAll(async () => void (at = await installWhatsApp()));
afterAll(() => at.stop());

describe('what Meta tells of the account', () => {
  const PAUSED = { event: 'PAUSED', message_template_id: 1, message_template_name: 'respuesta', message_template_language: 'es', reason: 'LOW_QUALITY' };

  test('is kept for staff, how grave it is, and told outside; told again it counts once', async () => {
    const before = at.told.length;
    const news = [
      ['account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE', waba_ban_date: 'November 29, 2026' } }],
      ['phone_number_quality_update', { display_phone_number: '573000000000', event: 'DOWNGRADE', old_limit: 'TIER_10K', current_limit: 'TIER_2K' }],
      ['message_template_status_update', PAUSED],
      ['message_template_status_update', PAUSED],
      ['message_template_status_update', { ...PAUSED, event: 'APPROVED', reason: 'NONE' }],
      ['account_alerts', { entity_type: 'BUSINESS', entity_id: '7', alert_info: { alert_severity: 'WARNING', alert_status: 'ACTIVE', alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED', alert_description: 'No todavía.' } }],
      ['account_update', { event: 'SOMETHING_NEW', extra: { deep: [1] } }],
    ] as const;
    for (const [field, value] of news) expect(await at.meta.webhooks.tellOfAccount(field, value, 1_795_000_000)).toBe(200);
    const kept = (await at.alarms.list()).slice(0, 6).reverse();
    expect(kept.map(({ about, event, severity, detail }) => [about, event, severity, detail])).toEqual([
      ['account', 'DISABLED_UPDATE', 'critical', 'SCHEDULE_FOR_DISABLE · November 29, 2026'],
      ['number', 'DOWNGRADE', 'warning', '573000000000 · TIER_10K · TIER_2K'],
      ['template', 'PAUSED', 'critical', 'respuesta · es · LOW_QUALITY'],
      ['template', 'APPROVED', 'info', 'respuesta · es'],
      ['account', 'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED', 'warning', 'BUSINESS · 7 · ACTIVE · No todavía.'],
      ['account', 'SOMETHING_NEW', 'warning', ''],
    ]);
    expect(new Set(at.told.slice(before).map(({ id }) => id)).size).toBe(6);
    // Paused once more, weeks later, is news.
    await at.meta.webhooks.tellOfAccount('message_template_status_update', PAUSED, 1_797_000_000);
    expect((await at.alarms.list())[0]).toMatchObject({ event: 'PAUSED' });
  });

  test('an error of a number, told beside its messages, is kept too, and the messages are taken', async () => {
    const person = at.meta.user('573150000777');
    const errors = [{ code: 131031, title: 'Business account locked', error_data: { details: 'Locked by an integrity check' } }, { code: 130429, title: 'Rate limit hit' }, 'x'];
    const value = { metadata: { phone_number_id: NUMBER }, ...person.change([person.text('hola')]), errors };
    for (const _ of [1, 2]) expect(await at.meta.webhooks.tellOfAccount('messages', value, 1_798_000_000)).toBe(200);
    expect((await person.nextBubble()).text).not.toBe('');
    expect((await at.alarms.list()).slice(0, 2).map(({ event, severity, detail }) => [event, severity, detail])).toEqual([
      ['ERROR_130429', 'warning', 'Rate limit hit'], ['ERROR_131031', 'critical', 'Business account locked · Locked by an integrity check'],
    ]);
  });

  test.each(['account_update', 'account_alerts', 'phone_number_quality_update', 'message_template_status_update'])('in a shape that nobody knows (%s) is acknowledged', async (field) => {
    for (const value of [null, 7, [], 'x', { event: { deep: true } }, { alert_info: 'x', ban_info: [1] }]) {
      expect(await at.meta.webhooks.post(JSON.stringify({ entry: [{ changes: [{ field, value }] }] }))).toBe(200);
    }
  });
});
