/** What the tests of one suite go through together; a test that is tried once more gets it anew: on what its first try left it could not pass. */
export interface Beginning {
  begin(): Promise<void>;
  end(): Promise<void>;
  /** For either of them. */
  readonly longestMs: number;
}

export const eachTryBegins = ({ begin, end, longestMs }: Beginning): void => {
  const tried = new Set<string>();
  beforeAll(begin, longestMs);
  beforeEach(async () => {
    const { currentTestName = '' } = expect.getState();
    if (tried.has(currentTestName)) await end().then(begin);
    tried.add(currentTestName);
  }, 2 * longestMs);
  afterAll(end, longestMs);
};
