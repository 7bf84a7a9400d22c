// A load in a process of its own, which kills itself at a named point, so hard that nothing can be cleaned up.
// Arguments: the folder of the dataset, the database, a file to append each point's name to, the point to die at.
import { openSync, writeSync } from 'node:fs';
import { engine } from '../../src/engine-choice.ts';
import { load } from '../../src/load/load.ts';

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
  engine,
  seedHash: null,
  replaceVersion: false,
  onProgress: () => {},
  onPoint,
  signal: null,
});
process.exitCode = faults === null ? 0 : 1;
