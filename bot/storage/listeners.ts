/** Who listens to what, in this process. A listener that throws harms nobody else. */
export class Listeners<News> {
  private readonly byName = new Map<string, Set<{ readonly call: (news: News) => void }>>();

  constructor(private readonly log: (message: string, error?: unknown) => void) {}

  get empty(): boolean {
    return this.byName.size === 0;
  }

  add(name: string, call: (news: News) => void): () => void {
    const listener = { call };
    const set = this.byName.get(name) ?? new Set();
    this.byName.set(name, set.add(listener));
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.byName.get(name) === set) this.byName.delete(name);
    };
  }

  /** Tells later, so that no listener runs inside the publisher; who unsubscribed meanwhile hears nothing. */
  tell(name: string, news: News): void {
    const set = this.byName.get(name);
    if (!set) return;
    queueMicrotask(() => {
      for (const listener of set) this.call(listener.call, news);
    });
  }

  tellAll(news: News): void {
    for (const name of [...this.byName.keys()]) this.tell(name, news);
  }

  private call(call: (news: News) => void, news: News): void {
    try {
      call(news);
    } catch (error) {
      this.log('a listener of news failed', error);
    }
  }
}
