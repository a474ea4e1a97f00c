/** What has happened in a row of worlds, and how often: shows that there is nothing that no world reaches. */
export class Sightings {
  readonly counts = new Map<string, number>();

  note(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }
}
