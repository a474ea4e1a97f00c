import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The version stands in infra/bicep.proj, too, which brings it. */
const compiler = `${root}output/bicep/azure.bicep.commandline.linux-x64/0.49.2/tools/bicep`;

/**
 * Brings the Bicep compiler, or says why it cannot be had here. It comes as a NuGet package, and nothing else of the
 * project needs .NET.
 */
export function restoreBicep(): { readonly missing?: string } {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { missing: 'the compiler comes for Linux on x64' };
  if (existsSync(compiler)) return {};
  if (spawnSync('dotnet', ['--version']).status !== 0) return { missing: 'there is no .NET SDK to bring the compiler' };
  const restore = spawnSync('dotnet', ['restore', 'infra/bicep.proj'], { cwd: root, encoding: 'utf8' });
  if (restore.status === 0 && existsSync(compiler)) return {};
  return { missing: `"dotnet restore infra/bicep.proj" did not bring the compiler:\n${restore.stdout}` };
}

export interface Compiled {
  readonly isOk: boolean;
  /** What was compiled. */
  readonly stdout: string;
  /** Faults and warnings, a line each. */
  readonly stderr: string;
}

/** Runs the compiler, without asking anybody on the network for modules. A warning is a fault. */
export async function bicep(...args: string[]): Promise<Compiled> {
  const child = spawn(compiler, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (chunk: Buffer) => (output[stream] += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { ...output, isOk: code === 0 && !/ : (Warning|Error) /.test(output.stderr) };
}
