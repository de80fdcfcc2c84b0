/**
 * All that a release must pass before customers meet it, in one call: form and meaning, the proof per level, and the
 * tests beside the flows. What the checker prints, what publishing asks and what the studio shows are this one verdict.
 */
import type { Fault } from './faults';
import { FORGETFUL, type Memory } from './memory';
import { finish, type Parts } from './parts';
import { proveInParts, type LevelProof } from './proof/prove';
import { assembleInParts, checkSourcesInParts, releaseId, type CompiledRelease } from './release';
import type { Definitions, SourceFiles } from './sources';
import { coverageOf, type FlowCoverage } from './testing/coverage';
import type { Reader } from './testing/play';
import { runTests, type RanTest } from './testing/run-test';
import { warningsOf } from './warnings/warnings';

export interface Verdict {
  /** Why it may not be published; with any of form or meaning nothing was proven, and with any at all no test counts. */
  readonly faults: readonly Fault[];
  /** What deserves a second look. */
  readonly warnings: readonly Fault[];
  readonly whole?: {
    readonly definitions: Definitions;
    readonly release: CompiledRelease;
    readonly proofs: readonly LevelProof[];
    readonly ran: readonly RanTest[];
    readonly coverage: readonly FlowCoverage[];
  };
}

/** `memory`: what was made of files that stay the same, for whoever checks again and again. */
export function* checkInParts(files: SourceFiles, read: Reader, memory: Memory = FORGETFUL): Parts<Verdict> {
  const { definitions, faults } = yield* checkSourcesInParts(files, memory);
  if (definitions === undefined || faults.length > 0) return { faults, warnings: [] };
  const release = yield* assembleInParts(releaseId(files), definitions);
  const { faults: unproven, proofs } = yield* proveInParts(definitions);
  const ran: RanTest[] = [];
  for (const tests of definitions.tests) {
    ran.push(...runTests(release, [tests], read));
    yield;
  }
  return {
    faults: [...unproven, ...ran.flatMap(({ fault }) => fault ?? [])],
    warnings: warningsOf(definitions, proofs),
    whole: {
      definitions, release, proofs, ran,
      /** Looked at by few of those who ask for a verdict. */
      get coverage() {
        return coverageOf(definitions.flows, ran);
      },
    },
  };
}

export const checkRelease = (files: SourceFiles, read: Reader): Verdict => finish(checkInParts(files, read));
