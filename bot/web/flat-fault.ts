/** A fault of the flows as JSON carries it, to the page and from its worker. */
import type { Fault } from '../../flows/faults';
import type { FlowFault } from './contracts';

export const flatFault = ({ column, example, file, instead, line, message }: Fault): FlowFault => ({
  file, line, column, ...message, ...(example && { example }), ...(instead && { instead }),
});
