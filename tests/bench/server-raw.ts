/**
 * "raw": the least that a durable turn can cost on this stack, as the yardstick for the product. A restify handler with
 * one Lua round trip (compare-and-set of the state, two transcript entries, one outbox entry) that answers inline. It has
 * no understanding, no flow, no dedupe, no identity. Arguments: port, Redis address.
 */
import { createClient } from 'redis';
import { createServer, plugins, type Request, type Response } from 'restify';

const [port = '0', url = ''] = process.argv.slice(2);

/** Keys: state, transcript, outbox. Arguments: version seen, new state, two entries, one effect. Replies 1, or 0 when stale. */
const TURN = `
local seen = redis.call('HGET', KEYS[1], 'v') or '0'
if seen ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'v', seen + 1, 's', ARGV[2])
redis.call('RPUSH', KEYS[2], ARGV[3])
redis.call('RPUSH', KEYS[2], ARGV[4])
redis.call('RPUSH', KEYS[3], ARGV[5])
return 1`;

const STATE_BYTES = 450;
const REPLY = 'Entiendo. Revisemos juntos: ¿las luces del módem están encendidas?';

const redis = createClient({ url, commandOptions: { timeout: 0 } });

interface Inbound {
  readonly text: string;
  readonly channelData: { readonly clientActivityID: string; readonly version: number };
}

const stateAfter = (version: number, text: string): string => {
  const state = { version: version + 1, position: { flow: 'internet', step: `step-${version}` }, last: text, padding: '' };
  const length = JSON.stringify(state).length;
  return JSON.stringify({ ...state, padding: 'x'.repeat(Math.max(0, STATE_BYTES - length)) });
};

const turn = async (request: Request, response: Response, hash: string): Promise<void> => {
  const inbound = request.body as Inbound;
  const id = String((request.params as { id: string }).id);
  const { version, clientActivityID } = inbound.channelData;
  const at = Date.now();
  const committed = await redis.evalSha(hash, {
    keys: [`state:${id}`, `transcript:${id}`, 'outbox'],
    arguments: [
      String(version),
      stateAfter(version, inbound.text),
      JSON.stringify(['customer', at, inbound.text, clientActivityID]),
      JSON.stringify(['bot', at, REPLY]),
      JSON.stringify({ kind: 'deliver', thread: id, version: version + 1 }),
    ],
  });
  const reply = { type: 'message', id: `${id}|${version}`, timestamp: new Date(at), from: { id: 'bot', role: 'bot' }, text: REPLY };
  response.send(committed === 1 ? 200 : 409, { id: `${id}|${version}`, activities: [reply] });
};

const main = async (): Promise<void> => {
  await redis.connect();
  const hash = await redis.scriptLoad(TURN);
  const server = createServer();
  server.use(plugins.bodyParser({ mapParams: false }));
  server.get('/readyz', (_request, response, next) => {
    response.send(200, { ready: true });
    next();
  });
  server.post('/v3/directline/conversations/:id/activities', (request, response, next) => {
    turn(request, response, hash).then(() => next(), next);
  });
  server.listen(Number(port), '127.0.0.1');
};

void main();
