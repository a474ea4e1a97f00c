/** The secret that the forms of the page are signed with. */
export interface FormKeyStore {
  /** Keeps the key where none is kept yet, and answers the one that is: of many that come at once one is first. */
  keep(key: string): Promise<string>;
}
