// Which files of a folder make up a dataset, in the order in which they are read. Nothing outside the folder is
// opened, and a file that looks like data but belongs to no dataset is reported rather than passed over: a load takes
// away whatever it does not find.
import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { MOST_CODEBOOKS } from '../../model/codebook/own-codebook.ts';
import { compareBytes } from '../../model/strings.ts';
import type { Fault } from '../../store/port/staging.ts';
import { wholeFileFault } from './fault.ts';
import { FILE_NAMES, type RawType } from './raw-record.ts';

export interface DataFile {
  readonly type: RawType;
  /** Relative to the dataset's folder, with `/`. */
  readonly file: string;
  readonly path: string;
  readonly format: 'yaml' | 'json' | 'ndjson';
  readonly isGzip: boolean;
}

const FORMATS: Readonly<Record<string, DataFile['format']>> = {
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  ndjson: 'ndjson',
};
/** The name of a file that is read, in its parts. */
const READ = new RegExp(`^(.*)\\.(${Object.keys(FORMATS).join('|')})(\\.gz)?$`, 's');
/** In whatever case it is written. */
const ANY_CASE = new RegExp(READ, 'is');
/** Endings of data in other formats, packed or put aside: whoever nearly names a file as one of ours may mean it. */
const OTHER_DATA =
  /\.(jsonl|jsonlines|csv|tsv|txt|toml|xml|xlsx?|ods|parquet|gz|bz2|xz|zst|zip|bak|orig|old|part|tmp)$/i;
/** What may lie among data for people to read. */
const FOR_READERS = /^(readme|licen[cs]e|notice|changelog)\b|\.md$/i;

const NAMES = FILE_NAMES.map(([, name]) => name);
/** A name of ours, and after it nothing that would make it another word. */
const LIKE_OURS = new RegExp(`^(${NAMES.join('|')})(?![a-z])`, 'i');

const OF_A_CODEBOOK = 'a codebook is a file of its own: name it codebooks/SCHEME.yaml, by its scheme';

type Refuse = (file: string, message: string, cure: string) => void;

/** Throws where the folder cannot be read. */
export function findDataFiles(dir: string): { files: DataFile[]; faults: Fault[] } {
  const root = realpathSync(dir);
  const faults: Fault[] = [];
  const refuse: Refuse = (file, message, cure) => faults.push(wholeFileFault(file, message, cure));
  const files: DataFile[] = [];

  const take = (type: RawType, file: string): void => {
    const path = join(root, file);
    const [, , ending = '', packed] = READ.exec(file) ?? [];
    const format = FORMATS[ending];
    if (type === 'codebook' && !file.includes('/')) refuse(file, 'a file that is not read', OF_A_CODEBOOK);
    else if (type === 'codebook' && format === 'ndjson')
      refuse(file, 'a codebook is no list of lines', `name it ${file.replace('.ndjson', '.json')}`);
    else if (format === undefined) refuse(file, 'a file that is not read', cureOfEnding(file, type));
    else if (isOutside(path, root))
      refuse(file, 'a link that leads out of the folder', 'put the file itself here');
    else if (!statSync(path).isFile()) refuse(file, 'this is no plain file', 'put a file here');
    else files.push({ type, file, path, format, isGzip: packed !== undefined });
  };

  for (const entry of namesIn(root)) {
    if (isFolder(join(root, entry), root)) {
      const type = typeNamed(entry);
      if (type === null || type === 'dataset') refuseFolder(entry, refuse);
      else
        for (const inner of namesIn(join(root, entry))) {
          const file = `${entry}/${inner}`;
          if (isFolder(join(root, file), root))
            refuse(file, 'a folder in a folder', `put its files into ${entry}/`);
          else take(type, file);
        }
      continue;
    }
    const type = typeNamed(READ.exec(entry)?.[1] ?? entry);
    if (type !== null) take(type, entry);
    else refuseMisnamed(entry, refuse);
  }
  for (const { file } of files.filter(({ type }) => type === 'codebook').slice(MOST_CODEBOOKS))
    refuse(
      file,
      `a dataset has at most ${MOST_CODEBOOKS} codebooks`,
      'leave out those that its records do not use',
    );
  const [first, second] = files.filter(({ type }) => type === 'dataset');
  if (first === undefined)
    refuse('dataset.yaml', 'there is no dataset.yaml', 'say there what the dataset is: id, title, version');
  if (second !== undefined) refuse(second.file, 'a second file for the dataset', 'keep one of them');
  const inOrder = FILE_NAMES.flatMap(([type]) =>
    files.filter((file) => file.type === type).sort((a, b) => compareBytes(a.file, b.file)),
  );
  return { files: inOrder, faults };
}

function typeNamed(name: string): RawType | null {
  return FILE_NAMES.find(([, known]) => known === name)?.[0] ?? null;
}

/** Names in byte order, without hidden files, what editors leave behind and what is for readers. */
function namesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && !name.endsWith('~') && !FOR_READERS.test(name))
    .sort(compareBytes);
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

/** A file is the author's own affair unless its name or its ending is one that is read, or almost. */
function refuseMisnamed(entry: string, refuse: Refuse): void {
  const message = 'a file that is not read';
  const ours = LIKE_OURS.exec(entry)?.[1]?.toLowerCase();
  const [, stem, ending = ''] = ANY_CASE.exec(entry) ?? [];
  const isOurs = stem !== undefined && stem.toLowerCase() === ours;
  if (ours !== undefined && !isOurs && stem === undefined)
    refuse(entry, message, cureOfEnding(entry, typeNamed(ours) ?? 'dataset'));
  else if (stem !== undefined) {
    const name = isOurs ? ours : nameNear(stem);
    if (name === 'codebooks') refuse(entry, message, OF_A_CODEBOOK);
    else if (name) refuse(entry, message, `name it ${name}.${ending.toLowerCase()}`);
    else refuse(entry, message, ours ? `put it into ${ours}/` : `a dataset has ${NAMES.join(', ')}`);
  } else if (OTHER_DATA.test(entry)) {
    const name = nameNear(entry.slice(0, entry.indexOf('.')));
    if (name !== null) refuse(entry, message, cureOfEnding(entry, typeNamed(name) ?? 'dataset'));
  }
}

/** What would be read in place of a file with another ending. */
function cureOfEnding(file: string, type: RawType): string {
  const [, stem, ending = ''] = ANY_CASE.exec(file) ?? [];
  if (stem !== undefined) return `name it ${stem}.${ending.toLowerCase()}`;
  const name = FILE_NAMES.find(([known]) => known === type)?.[1];
  const formats = type === 'codebook' ? '.yaml and .json' : '.yaml, .json and .ndjson';
  return `${name} are read from ${formats}, each also with .gz: write one of them, or move it elsewhere`;
}

/** Another folder is the author's own affair unless its name is almost one that is read. */
function refuseFolder(entry: string, refuse: Refuse): void {
  const name = nameNear(entry.split('.')[0] ?? '');
  if (name === null) return;
  const cure = name === 'dataset' ? 'write dataset.yaml' : `name it ${name}/`;
  refuse(entry, 'a folder that is not read', cure);
}

/**
 * The name of ours that differs in at most two letters in one place, not the first: `quote`, `evnets`. Stricter than what is
 * suggested for a mistyped id, for `notes` and `texts` are names of other things.
 */
function nameNear(text: string): string | null {
  const word = text.toLowerCase();
  return NAMES.find((name) => isNear(word, name)) ?? null;
}

function isNear(word: string, name: string): boolean {
  const longest = Math.max(word.length, name.length);
  const shortest = Math.min(word.length, name.length);
  let before = 0;
  while (before < shortest && word[before] === name[before]) before += 1;
  let after = 0;
  while (after < shortest - before && word.at(-1 - after) === name.at(-1 - after)) after += 1;
  return before > 0 && before + after >= longest - 2;
}
