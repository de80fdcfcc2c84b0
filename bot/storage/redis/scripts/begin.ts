/**
 * Accepts and decides the first event of a thread in one step (I1, I3): what ACCEPT and a COMMIT without effects leave.
 *
 * KEYS  1 state  2 log  3 seen
 * ARGV  1 state  2 dedupe mark  3 hour  then entries
 * reply 1 | 0 when anything is stored of the thread; nothing was stored then
 * The first write is one that Redis refuses when its memory or disk is full; behind another one it would not be.
 */
import { script } from '../script';
import { MARK, TRAILER } from './prelude';

export const BEGIN = script(3, TRAILER, `
if redis.call('EXISTS', KEYS[1], KEYS[2], KEYS[3]) > 0 then return 0 end
redis.call('SET', KEYS[1], joined(ARGV[1], 1, 0, '', {}))
redis.call('ZADD', KEYS[3], tonumber(ARGV[3]) * ${MARK}, ARGV[2])
if #ARGV > 3 then redis.call('RPUSH', KEYS[2], unpack(ARGV, 4)) end
return 1
`);
