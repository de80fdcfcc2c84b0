/**
 * The SDK's cloud adapter, with its own authentication of callers and of us: it verifies who posts, and carries replies
 * to the channel's connector. The failures of a connector become values here.
 */
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Activity, ConversationReference, InvokeResponse, ResourceResponse, TurnContext } from 'botbuilder';
import type { Delivery } from '../channel';

export interface AzureSettings {
  /** Empty: no caller is verified, see `allowAnonymous`. */
  readonly appId: string | undefined;
  readonly password: string | undefined;
  readonly type: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI' | undefined;
  readonly tenantId: string | undefined;
  readonly allowAnonymous: boolean;
}

const LONGEST_CALL_MS = 15_000;
const RETRY_MS = 2_000;

export class AzureAdapter extends CloudAdapter {
  private readonly appId: string;

  /** @throws Error when the settings contradict each other, e.g. a single tenant without its id. */
  constructor({ appId, password, type, tenantId }: AzureSettings) {
    super(
      new ConfigurationBotFrameworkAuthentication({
        ...(appId !== undefined && { MicrosoftAppId: appId }),
        ...(password !== undefined && { MicrosoftAppPassword: password }),
        ...(type !== undefined && { MicrosoftAppType: type }),
        ...(tenantId !== undefined && { MicrosoftAppTenantId: tenantId }),
      }),
    );
    this.appId = appId ?? '';
  }

  /** Verifies the caller and runs the turn; `null` for a caller who is not allowed. */
  async receive(authorization: string, activity: Activity, turn: (context: TurnContext) => Promise<void>): Promise<{ readonly reply: InvokeResponse | undefined } | null> {
    try {
      return { reply: await this.processActivity(authorization, activity, turn) };
    } catch (error) {
      if (isUnauthorized(error)) return null;
      throw error;
    }
  }

  /** Speaks first in a conversation. */
  async send(reference: Partial<ConversationReference>, activity: Partial<Activity>): Promise<Delivery> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the connector did not answer')), LONGEST_CALL_MS);
    });
    try {
      const sent = this.continueConversationAsync(this.appId, reference, async (context) => void (await context.sendActivity(activity)));
      await Promise.race([sent, late]);
      return { kind: 'delivered' };
    } catch (error) {
      return deliveryOf(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Speaking first answers no activity: the id of the SDK's own event is unknown to every channel. */
  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    if (context.activity.name === 'ContinueConversation') for (const activity of activities) delete activity.replyToId;
    return super.sendActivities(context, activities);
  }
}

const statusOf = (error: unknown): number | undefined => {
  const status: unknown = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
};

const isUnauthorized = (error: unknown): boolean => [401, 403].includes(statusOf(error) ?? 0);

/** No answer, a flood (429) and faults of the other side pass; what the connector refuses stays refused. */
const deliveryOf = (error: unknown): Delivery => {
  const status = statusOf(error);
  const reason = `the connector answered ${status ?? 'nothing'}: ${error instanceof Error ? error.message : String(error)}`.slice(0, 300);
  const isFinal = status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429;
  return isFinal ? { kind: 'refused', reason } : { kind: 'retry', afterMs: RETRY_MS, reason };
};
