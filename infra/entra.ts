import { connectAz } from './entra/az.ts';
import { entra } from './entra/command.ts';

try {
  process.exitCode = await entra(process.argv.slice(2), connectAz, console);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
