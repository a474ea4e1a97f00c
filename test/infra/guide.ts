import { readFileSync } from 'node:fs';
import path from 'node:path';
import { infraFolder } from './snapshots.ts';

export const projectFolder = path.join(infraFolder, '..');
export const guide = readFileSync(path.join(projectFolder, 'docs/deploy.md'), 'utf8');

export interface Step {
  readonly title: string;
  readonly text: string;
  /** What stands in its blocks, each as it would be pasted. */
  readonly blocks: readonly string[];
}

/** The numbered steps of the guide. */
export const steps: readonly Step[] = guide
  .split(/^## (?=\d+\. )/m)
  .slice(1)
  .map((text) => ({
    title: text.split('\n')[0]!,
    text,
    blocks: [...text.matchAll(/```sh\n([^]*?)```/g)].map(([, block]) => block!),
  }));
