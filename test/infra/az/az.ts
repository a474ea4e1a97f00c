import { type AzAnswer, type AzWorld, azCommand } from './az-command.ts';

/** The Azure CLI of the tests as a program, found as `az` on the PATH. */
const world: AzWorld = { directory: process.env.AZ_DIRECTORY!, tenantId: process.env.AZ_TENANT! };
const { code, stdout, stderr }: AzAnswer = await azCommand(process.argv.slice(2), world);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;
