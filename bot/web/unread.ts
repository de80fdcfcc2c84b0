/** How many messages came while nobody looked; the history of an earlier visit counts as read. */
import type { ChatState } from './chat-state';

/** `looking`: the conversation is in front of the reader, who sees what comes. */
export function countUnread(): (state: ChatState, looking: boolean) => number {
  let read = 0;
  let wasRestoring = true;
  return (state, looking) => {
    const heard = state.items.filter((item) => item.kind === 'message' && item.author === 'bot').length;
    if (looking || wasRestoring) read = heard;
    wasRestoring = state.restoring;
    return heard - read;
  };
}
