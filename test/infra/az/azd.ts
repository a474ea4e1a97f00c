import { azdCommand, type AzdTemplate } from './azd-command.ts';

/** The azd of the tests as a program, found as `azd` on the PATH. */
const template = JSON.parse(process.env.AZD_TEMPLATE!) as AzdTemplate;
const { code, stdout, stderr } = azdCommand(process.argv.slice(2), process.cwd(), template);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = code;
