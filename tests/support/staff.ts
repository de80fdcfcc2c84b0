/** A person of the staff, through the API that the pages use. */
import type { CaseDetail, CaseSummary, Outage, Role, Scope } from '../../bot/web/contracts';
import { callApi } from './server';

export const ADMINISTRATOR = { STAFF_BOOTSTRAP_EMAIL: 'ana@hilo.example', STAFF_BOOTSTRAP_PASSWORD: 'una-clave-de-prueba' } as const;
/** Of everybody who is hired. */
export const HIRED = 'otra-clave-de-prueba';
const DAY_MS = 86_400_000;

export class Staff {
  private constructor(private readonly server: string, private readonly token: string) {}

  static async signIn(server: string, email: string = ADMINISTRATOR.STAFF_BOOTSTRAP_EMAIL, password: string = ADMINISTRATOR.STAFF_BOOTSTRAP_PASSWORD): Promise<Staff> {
    const { status, body } = await callApi<{ token: string }>(`${server}/api/staff/session`, 'POST', { email, password });
    if (status !== 200) throw new Error(`sign-in of ${email} was answered with ${status}`);
    return new Staff(server, body.token);
  }

  /** Makes an account, unless a try before this one did, and signs in with it. */
  async hires(name: string, role: Role = 'agent'): Promise<Staff> {
    const email = `${name.toLowerCase()}@hilo.example`;
    const { status } = await this.call('POST', 'users', { name, email, role, password: HIRED });
    if (status >= 300 && status !== 409) throw new Error(`hiring ${name} was answered with ${status}`);
    return Staff.signIn(this.server, email, HIRED);
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const response = await fetch(`${this.server}/api/staff/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }

  cases = async (): Promise<readonly CaseSummary[]> => (await this.call<{ cases: readonly CaseSummary[] }>('GET', 'cases')).body.cases;

  /** The oldest waiting case, as soon as there is one. */
  async nextCase(): Promise<CaseSummary> {
    for (let look = 0; look < 1_500; look += 1) {
      const waiting = (await this.cases()).find(({ status }) => status === 'waiting');
      if (waiting) return waiting;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('no case is waiting');
  }

  detail = async (thread: string): Promise<CaseDetail> => (await this.call<CaseDetail>('GET', `cases/${thread}`)).body;
  claim = (thread: string) => this.call<{ error?: { code: string; message: string } }>('POST', `cases/${thread}/claim`);
  answer = (thread: string, text: string, id: string = text) => this.call('POST', `cases/${thread}/messages`, { id, text });
  /** Files under a few words; from who has the case. */
  async sendFiles(thread: string, text: string, files: readonly { readonly bytes: Buffer; readonly type: string; readonly name: string }[]): Promise<number> {
    const form = new FormData();
    form.set('id', `files ${text}`);
    form.set('text', text);
    for (const { bytes, type, name } of files) form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
    const headers = { authorization: `Bearer ${this.token}` };
    const response = await fetch(`${this.server}/api/staff/cases/${thread}/files`, { method: 'POST', headers, body: form });
    await response.arrayBuffer();
    return response.status;
  }

  giveBack = (thread: string, how: 'continue' | 'close' = 'continue') => this.call('POST', `cases/${thread}/give-back`, { how });
  outages = async () => (await this.call<{ outages: readonly Outage[]; scopes: readonly Scope[] }>('GET', 'outages')).body;
}

/** Moves the demo clock to the next Monday to Friday, 10:00 in Bogotá: people are on shift. */
export const openTheDesk = async (server: string): Promise<void> => {
  const { body } = await callApi<{ now: string }>(`${server}/api/demo/clock`);
  const start = new Date(Date.parse(body.now) - 5 * 3_600_000);
  const days = [1, 2, 3].find((ahead) => ![0, 6].includes(new Date(start.getTime() + ahead * DAY_MS).getUTCDay())) ?? 1;
  const day = new Date(start.getTime() + days * DAY_MS).toISOString().slice(0, 10);
  const { status } = await callApi(`${server}/api/demo/clock`, 'POST', { now: `${day}T10:00:00-05:00` });
  if (status !== 200) throw new Error(`the clock answered ${status}`);
};
