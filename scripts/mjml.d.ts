/** The part of MJML we use; the package brings no types of its own. */
declare module 'mjml' {
  interface MjmlFault {
    readonly message: string;
    readonly formattedMessage: string;
  }
  interface MjmlOptions {
    readonly validationLevel?: 'strict' | 'soft' | 'skip';
    readonly keepComments?: boolean;
    readonly fonts?: Record<string, string>;
  }
  export default function mjml2html(
    template: string,
    options?: MjmlOptions,
  ): Promise<{ readonly html: string; readonly errors: readonly MjmlFault[] }>;
}
