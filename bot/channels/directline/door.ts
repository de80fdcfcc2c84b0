/** Who may come in at Direct Line's addresses: a token of ours, for this conversation (I11), and not too often. */
import type { ThreadId } from '../../../dialogs/ids';
import type { Limit } from '../../http/limit';
import { problem, type HttpReply, type HttpRequest } from '../../http/route';
import type { MediaLinks } from '../../media/links';
import type { Media } from '../../media/media';
import type { Directory } from '../../runtime/directory';
import type { Storage } from '../../runtime/ports';
import { webAddress, type DirectLineAdapter } from './adapter';
import type { Claims, Tokens } from './tokens';

export interface DirectLineParts {
  readonly adapter: DirectLineAdapter;
  readonly tokens: Tokens;
  readonly directory: Directory;
  readonly storage: Storage;
  readonly media: Media;
  readonly links: MediaLinks;
  /** A customer's client told that she is typing. */
  readonly typed?: (thread: ThreadId) => void;
  /** Her client has everything before that position. */
  readonly reached?: (thread: ThreadId, next: number) => void;
  /** She looked at everything before that position, as her page tells. */
  readonly seen?: (thread: ThreadId, next: number) => void;
  /** What one conversation may send and try, and how many files one address. */
  readonly limits: { readonly messages: Limit; readonly signIns: Limit; readonly uploads: Limit; readonly uploadsByAddress: Limit };
}

export type Known = { readonly claims: Claims; readonly thread: ThreadId };

export const authorized = ({ tokens }: Pick<DirectLineParts, 'tokens'>, request: HttpRequest): Claims | HttpReply => {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) return problem(401, 'MissingToken', 'Send the conversation token as a bearer token.');
  const verified = tokens.verify(token);
  return verified.kind === 'invalid' ? problem(401, 'BadToken', 'The token is not one of this server, or too old to be refreshed.') : verified.claims;
};

export const isReply = (value: Claims | HttpReply): value is HttpReply => 'status' in value;

/** The claims of a token that is good for the conversation of the address. */
export const entitled = (parts: Pick<DirectLineParts, 'tokens'>, request: HttpRequest): Claims | HttpReply => {
  const claims = authorized(parts, request);
  if (isReply(claims) || claims.conversation === request.params['id']) return claims;
  return problem(403, 'WrongConversation', 'This token belongs to another conversation.');
};

export const withConversation = async (parts: DirectLineParts, request: HttpRequest, use: (known: Known) => Promise<HttpReply> | HttpReply): Promise<HttpReply> => {
  const claims = entitled(parts, request);
  if (isReply(claims)) return claims;
  const address = webAddress(claims.conversation);
  const thread = await (request.method === 'POST' ? parts.directory.find(address) : parts.directory.lookUp(address));
  return thread ? use({ claims, thread }) : problem(404, 'UnknownConversation', 'There is no such conversation. Start a new one.');
};
