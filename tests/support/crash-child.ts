// A load in a process of its own, which kills itself at a named point, if one is given, so hard that nothing can be
// cleaned up.
// Arguments: the folder of the dataset, the database, a file to append each point's name to, the point to die at or ''.
import { openSync, writeSync } from 'node:fs';
import { load } from '../../src/load/load.ts';
import { crampedEngine } from './crash.ts';

const [dir = '', path = '', log = '', fatal] = process.argv.slice(2);
const points = openSync(log, 'a');

function onPoint(name: string): void {
  writeSync(points, `${name}\n`);
  if (name === fatal) process.kill(process.pid, 'SIGKILL');
}

const { faults } = await load({
  dir,
  location: path,
  texts: null,
  serve: 'none',
  quarantine: null,
  engine: crampedEngine,
  seedHash: null,
  replaceVersion: false,
  allowRemovals: true,
  onProgress: () => {},
  onPoint,
  signal: null,
});
process.exitCode = faults === null ? 0 : 1;
