/** How many characters WhatsApp has room for, and how many buttons: one table for warnings, the studio and the channel. */
export const WHATSAPP_ROOM = { body: 1_024, buttons: 3, buttonTitle: 20, rowTitle: 24, description: 72 } as const;
