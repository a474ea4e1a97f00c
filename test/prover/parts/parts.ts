import { proveCrashPoints } from './crash-points.ts';
import { proveInterleavings } from './interleavings.ts';
import { proveKills } from './kills.ts';
import { proveMutants } from './mutants.ts';
import { proveOperators } from './operators.ts';
import type { Part } from './part.ts';
import { proveSeeds } from './seeds.ts';

export const parts: readonly Part[] = [
  { name: 'kills', run: proveKills, isBeside: true },
  { name: 'operators', run: proveOperators, isBeside: true, isLong: true },
  { name: 'interleavings', run: proveInterleavings },
  { name: 'crash points', run: proveCrashPoints },
  { name: 'mutants', run: proveMutants },
  { name: 'seeds', run: proveSeeds },
];
