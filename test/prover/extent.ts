/** How much is tried: the short form on every commit, the long one before a release. */
export interface Extent {
  readonly seeds: number;
  readonly mutantSeeds: number;
  /** Every nth pair of crash points. */
  readonly pairStride: number;
  readonly isLong: boolean;
  readonly kills: number;
  readonly killUsers: number;
  /** How many hosts live and die at the same time. They wait more than they work, and the short form waits for them. */
  readonly killHosts: number;
  /** How long the campaign under kills lasts at least, by its own clock. */
  readonly killHours: number;
  readonly peerKills: number;
  readonly peerUsers: number;
  /** People of the campaign that operators and platforms disturb. */
  readonly operatorsUsers: number;
  /** Names everything that was hit, with its count. */
  readonly isListed: boolean;
}

export const shortExtent: Extent = {
  seeds: 20_000,
  mutantSeeds: 3_000,
  pairStride: 199,
  isLong: false,
  kills: 40,
  killUsers: 100,
  killHosts: 6,
  killHours: 0,
  peerKills: 2,
  peerUsers: 50,
  operatorsUsers: 120,
  isListed: false,
};

export const longExtent: Extent = {
  seeds: 200_000,
  mutantSeeds: 20_000,
  pairStride: 7,
  isLong: true,
  kills: 500,
  killUsers: 4_020,
  killHosts: 4,
  killHours: 12,
  peerKills: 5,
  peerUsers: 120,
  operatorsUsers: 120,
  isListed: false,
};
