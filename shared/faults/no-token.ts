/** The app has no token for a service: nothing was asked of that service. The cause says what the credential met with. */
export class NoToken extends Error {
  override readonly name = 'NoToken';

  constructor(scope: string, options?: ErrorOptions) {
    super(
      `No token for ${scope}: give the app a managed identity, or run "az login" on a developer's machine`,
      options,
    );
  }
}
