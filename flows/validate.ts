import type { Fault } from './faults';
import type { Definitions } from './sources';
export const validateRelease = (_definitions: Definitions): readonly Fault[] => [];
