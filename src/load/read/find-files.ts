// Which files of a folder make up a dataset, in the order in which they are read. Nothing outside the folder is
// opened, and a file that looks like data but belongs to no dataset is reported rather than passed over.
import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { compareBytes } from '../../model/strings.ts';
import { nearest } from '../../query/parameters/nearest.ts';
import type { Fault } from '../../store/port/staging.ts';
import { fileFault } from './fault.ts';
import { FILE_NAMES, type RawType } from './raw-record.ts';

export interface DataFile {
  readonly type: RawType;
  /** Relative to the dataset's folder, with `/`. */
  readonly file: string;
  readonly path: string;
  readonly format: 'yaml' | 'json' | 'ndjson';
}

const FORMATS: Readonly<Record<string, DataFile['format']>> = {
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.json': 'json',
  '.ndjson': 'ndjson',
};
/** Endings of formats that somebody could expect to be read. */
const UNREAD_FORMATS = ['.jsonl', '.jsonlines', '.csv', '.toml'];

type Refuse = (file: string, message: string, cure: string) => void;

/** Throws where the folder cannot be read. */
export function findDataFiles(dir: string): { files: DataFile[]; faults: Fault[] } {
  const root = realpathSync(dir);
  const faults: Fault[] = [];
  const refuse: Refuse = (file, message, cure) =>
    faults.push(fileFault({ file, line: 1, column: 1 }, message, cure));
  const files: DataFile[] = [];

  const take = (type: RawType, file: string): void => {
    const path = join(root, file);
    const format = FORMATS[extname(file)];
    if (format === undefined) refuse(file, 'a file that is not read', 'name it .yaml, .json or .ndjson');
    else if (isOutside(path, root))
      refuse(file, 'a link that leads out of the folder', 'put the file itself here');
    else if (!statSync(path).isFile()) refuse(file, 'this is no plain file', 'put a file here');
    else files.push({ type, file, path, format });
  };

  for (const entry of namesIn(root)) {
    const ending = extname(entry);
    const name = entry.slice(0, entry.length - ending.length);
    const type = FILE_NAMES.find(([, known]) => known === name)?.[0];
    const folder = isFolder(join(root, entry), root);
    if (type !== undefined && folder && ending === '' && type !== 'dataset') {
      for (const inner of namesIn(join(root, entry))) {
        const file = `${entry}/${inner}`;
        if (isFolder(join(root, file), root))
          refuse(file, 'a folder in a folder', `put its files into ${entry}/`);
        else if (isData(inner)) take(type, file);
      }
    } else if (type !== undefined && !folder && isData(entry)) take(type, entry);
    else if (folder || ending in FORMATS) refuseMisnamed(entry, folder, refuse);
  }
  const [first, second] = files.filter(({ type }) => type === 'dataset');
  if (first === undefined)
    refuse('dataset.yaml', 'there is no dataset.yaml', 'say there what the dataset is: id, title, version');
  if (second !== undefined) refuse(second.file, 'a second file for the dataset', 'keep one of them');
  const inOrder = FILE_NAMES.flatMap(([type]) =>
    files.filter((file) => file.type === type).sort((a, b) => compareBytes(a.file, b.file)),
  );
  return { files: inOrder, faults };
}

/** Names in byte order, without hidden files and what editors leave behind. */
function namesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && !name.endsWith('~'))
    .sort(compareBytes);
}

function isData(name: string): boolean {
  return extname(name) in FORMATS || UNREAD_FORMATS.includes(extname(name));
}

function isFolder(path: string, root: string): boolean {
  return !isOutside(path, root) && statSync(path).isDirectory();
}

/** Whether a link leads out of the folder, or nowhere. */
function isOutside(path: string, root: string): boolean {
  if (!lstatSync(path).isSymbolicLink()) return false;
  try {
    return !realpathSync(path).startsWith(root + sep);
  } catch {
    return true;
  }
}

/** Another folder is the author's own affair unless its name is almost one that is read. */
function refuseMisnamed(entry: string, isFolder: boolean, refuse: Refuse): void {
  const names = FILE_NAMES.map(([, name]) => name);
  const ending = isFolder ? '' : extname(entry);
  const name = nearest(entry.slice(0, entry.length - ending.length), names);
  if (isFolder && name === null) return;
  const cure =
    name === null ? `a dataset has ${names.join(', ')}` : `name it ${name}${isFolder ? '/' : ending}`;
  refuse(entry, isFolder ? 'a folder that is not read' : 'a file that is not read', cure);
}
