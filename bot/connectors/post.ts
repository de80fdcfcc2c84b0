/** One call to another system: JSON out, an honest word back. Never follows elsewhere, never waits long, reads no more than it needs. */
const LONGEST_MS = 5_000;

export interface Posted {
  readonly taken: boolean;
  readonly status?: number;
  readonly reason?: string;
}

export const post = async (url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Posted> => {
  try {
    const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal: AbortSignal.timeout(LONGEST_MS) });
    await response.body?.cancel();
    return response.ok ? { taken: true, status: response.status } : { taken: false, status: response.status, reason: `answered ${response.status}` };
  } catch (error) {
    return { taken: false, reason: error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'not reachable' };
  }
};
