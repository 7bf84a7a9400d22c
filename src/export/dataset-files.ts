// The files of a dataset that is written: one for each type, or a folder of several where one would be too large to be
// read whole.
import { closeSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { FILE_NAMES, type RawType } from '../load/read/raw-record.ts';
import { MAX_FILE_BYTES } from '../load/read/read-dataset.ts';
import type { AuthoredCodebook } from '../model/codebook/own-codebook.ts';
import { jsonLine, yamlItem, yamlOf } from './record-text.ts';

export type Format = 'yaml' | 'ndjson';

/** A quarter of what a load takes, for YAML is read at some hundred times its size. */
const YAML_BYTES = 1024 * 1024;

const NAMES = new Map(FILE_NAMES);

export class DatasetFiles {
  readonly #dir: string;
  readonly #format: Format;
  readonly #most: number;
  readonly #open = new Map<RawType, TypeFile>();

  /** @param dir an empty folder */
  constructor(dir: string, format: Format, most = format === 'yaml' ? YAML_BYTES : Number.POSITIVE_INFINITY) {
    this.#dir = dir;
    this.#format = format;
    this.#most = most;
  }

  /** The dataset's own record and its codebooks are written as YAML in either format: they are few, and for people. */
  write(type: RawType, record: object): void {
    if (type === 'codebook') {
      this.#writeCodebook(record as AuthoredCodebook);
      return;
    }
    const isYaml = this.#format === 'yaml' || type === 'dataset';
    const known = this.#open.get(type);
    const name = NAMES.get(type) ?? type;
    const file = known ?? new TypeFile(this.#dir, name, isYaml ? 'yaml' : 'ndjson', this.#most);
    this.#open.set(type, file);
    file.write(type === 'dataset' ? yamlOf(record) : isYaml ? yamlItem(record) : jsonLine(record));
  }

  close(): void {
    for (const file of this.#open.values()) file.close();
  }

  /** In a file named by its scheme: as JSON, which is shorter, where YAML would be too long to be read. */
  #writeCodebook(codebook: AuthoredCodebook): void {
    const folder = join(this.#dir, NAMES.get('codebook') ?? '');
    mkdirSync(folder, { recursive: true });
    const yaml = yamlOf(codebook);
    const isLong = Buffer.byteLength(yaml) > MAX_FILE_BYTES;
    const file = join(folder, `${codebook.scheme}.${isLong ? 'json' : 'yaml'}`);
    writeFileSync(file, isLong ? jsonLine(codebook) : yaml, { flag: 'wx' });
  }
}

/** `quotes.yaml`, which becomes `quotes/0001.yaml` when a second file is begun. */
class TypeFile {
  readonly #folder: string;
  readonly #ending: string;
  readonly #most: number;
  #files = 1;
  #length = 0;
  #handle: number;

  constructor(dir: string, name: string, ending: string, most: number) {
    this.#folder = join(dir, name);
    this.#ending = ending;
    this.#most = most;
    this.#handle = openSync(`${this.#folder}.${ending}`, 'wx');
  }

  write(text: string): void {
    const bytes = Buffer.from(text);
    if (this.#length > 0 && this.#length + bytes.length > this.#most) this.#next();
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle, bytes, at);
    this.#length += bytes.length;
  }

  close(): void {
    closeSync(this.#handle);
  }

  #next(): void {
    this.close();
    if (this.#files === 1) {
      mkdirSync(this.#folder);
      renameSync(`${this.#folder}.${this.#ending}`, this.#path(1));
    }
    this.#files += 1;
    this.#length = 0;
    this.#handle = openSync(this.#path(this.#files), 'wx');
  }

  #path(number: number): string {
    return join(this.#folder, `${String(number).padStart(4, '0')}.${this.#ending}`);
  }
}
