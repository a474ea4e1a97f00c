/** What one installation is known by from its first run on. */
export interface Installation {
  /** Whose people are kept here. */
  readonly tenantId: string;
  /** The namespace of all message ids. */
  readonly deploymentId: string;
}

export interface InstallationStore {
  /** Writes it down where nothing is written yet, and answers what stands there: of many that come at once one is first. */
  keep(installation: Installation): Promise<Installation>;
}
