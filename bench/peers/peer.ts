// What a peer is: how it is installed, given the data, started and asked.
import type { Wanted } from '../questions.ts';
import type { Served } from '../server-process.ts';
import type { FlatFiles } from './flat-set.ts';

/** The same questions as ours, each in the peer's own addresses; null where it cannot be asked that. */
export interface PeerAddresses {
  list(wanted: Wanted): string | null;
  record(id: string): string | null;
  /** Events by type, up to a day. */
  facets(wanted: Wanted): string | null;
}

export interface Peer {
  readonly name: string;
  /** What it cannot do, or not with as many records, in a sentence. */
  readonly note: string;
  /** More events than this it is not given. */
  readonly most: number;
  readonly addresses: PeerAddresses;
  /** Installs it into the folder; gives its version. @throws where the registry does not have it */
  install(folder: string): Promise<string>;
  /** Converts the set and starts a server of it. */
  start(data: PeerData): Promise<Served>;
}

export interface PeerData {
  /** Where it was installed, and may write. */
  readonly folder: string;
  /** The set as it was written. */
  readonly set: string;
  readonly flat: FlatFiles;
}
