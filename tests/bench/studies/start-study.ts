/** From spawn to the first answer on the port, and to the first `/readyz` that says yes; nothing else running. */
import { withServer, type ServerName, type Startup } from '../servers';

export interface StartFigures {
  readonly server: ServerName;
  readonly starts: readonly Startup[];
}

export const startStudy = async (name: ServerName, times: number): Promise<StartFigures> => {
  const starts: Startup[] = [];
  for (let i = 0; i < times; i += 1) starts.push(await withServer({ name }, (server) => Promise.resolve(server.startup)));
  return { server: name, starts };
};
