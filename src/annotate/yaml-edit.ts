// Small changes to the text of a YAML file, at the places of its nodes, so that every other character stays as its
// author left it. Nothing here knows what the fields mean.
import { isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import { pairOf } from '../load/read/yaml-source.ts';

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Fields and their values as YAML writes them. */
export type Fields = Readonly<Record<string, string>>;

/** The edited text; null where two edits overlap (they may touch). */
export function applyEdits(text: string, edits: readonly Edit[]): string | null {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let done = 0;
  for (const { start, end, text: inserted } of ordered) {
    if (start < done) return null;
    result += text.slice(done, start) + inserted;
    done = end;
  }
  return result + text.slice(done);
}

/** Gives a mapping these values and takes fields out of it; new fields come where the first of those stood. */
export function setFields(text: string, map: YAMLMap, fields: Fields, remove: readonly string[]): Edit[] {
  const pairs = pairsOf(map);
  const isRemoved = (pair: AnyPair) => remove.includes(nameOf(pair));
  const added = Object.entries(fields)
    .filter(([name]) => !pairs.some((pair) => nameOf(pair) === name))
    .map(([name, value]) => `${name}: ${value}`);
  const place = added.length > 0 ? pairs.find(isRemoved) : undefined;
  const changed = (pair: AnyPair) => {
    const value = fields[nameOf(pair)];
    return value === undefined ? sourceOf(text, pair) : `${nameOf(pair)}: ${value}`;
  };
  if (map.flow) {
    const kept = pairs.flatMap((pair) => (pair === place ? added : isRemoved(pair) ? [] : [changed(pair)]));
    return [flowEdit(text, map, place === undefined ? [...kept, ...added] : kept)];
  }
  const between = lineStart(text, map);
  const edits = pairs.flatMap((pair, index): Edit[] => {
    const [start, end] = [startOf(pair), endOf(text, pair)];
    if (pair === place) return [{ start, end, text: added.join(between) }];
    if (isRemoved(pair)) return [removal(text, pairs, index)];
    return changed(pair) === sourceOf(text, pair) ? [] : [{ start, end, text: changed(pair) }];
  });
  const last = pairs.at(-1);
  if (place === undefined && added.length > 0 && last)
    edits.push(afterPair(text, map, last, added.join(between)));
  return edits;
}

/**
 * Gives a mapping a field that is a mapping of its own, in braces: where the field stands without a value, else after
 * the field `after`, or at the end where there is none.
 */
export function addMapping(text: string, map: YAMLMap, after: string, name: string, fields: Fields): Edit {
  const items = Object.entries(fields).map(([field, item]) => `${field}: ${item}`);
  const value = `{ ${items.join(', ')} }`;
  const empty = pairOf(map, name);
  return empty === null ? addField(text, map, after, name, value) : fillField(text, empty, value);
}

/** Gives a mapping a field that it does not have, after the field `after`, or at the end where there is none. */
export function addField(text: string, map: YAMLMap, after: string, name: string, value: string): Edit {
  const anchor = pairOf(map, after) ?? pairsOf(map).at(-1);
  const added = `${name}: ${value}`;
  if (anchor === undefined) return flowEdit(text, map, [added]);
  if (!map.flow) return afterPair(text, map, anchor, added);
  const at = endOf(text, anchor);
  return { start: at, end: at, text: `${fieldBreak(text, map)}${added}` };
}

function fillField(text: string, pair: AnyPair, value: string): Edit {
  const colon = text.indexOf(':', pair.key.range?.[1] ?? 0) + 1;
  const end = isScalar(pair.value) && pair.value.source ? (pair.value.range?.[1] ?? colon) : colon;
  return { start: colon, end: Math.max(colon, end), text: ` ${value}` };
}

type AnyPair = Pair<Node, Node | null>;

function pairsOf(map: YAMLMap): AnyPair[] {
  return map.items as AnyPair[];
}

function nameOf({ key }: AnyPair): string {
  return isScalar(key) ? String(key.value) : '';
}

function startOf({ key }: AnyPair): number {
  return key.range?.[0] ?? 0;
}

/** Where the pair's last visible character ends: a block text's range runs on into the next line. */
function endOf(text: string, pair: AnyPair): number {
  const start = startOf(pair);
  const end = pair.value?.range?.[1] ?? pair.key.range?.[1] ?? 0;
  return start + text.slice(start, end).trimEnd().length;
}

function sourceOf(text: string, pair: AnyPair): string {
  return text.slice(startOf(pair), endOf(text, pair));
}

/** A mapping in braces is written anew, on as many lines as it had fields if it stood on more than one. */
function flowEdit(text: string, map: YAMLMap, sources: readonly string[]): Edit {
  const [start = 0, end = 0] = map.range ?? [];
  const source = text.slice(start, end);
  const [first] = pairsOf(map);
  if (first === undefined || !source.includes('\n')) {
    const pad = source.startsWith('{ ') || source === '{}' ? ' ' : '';
    return { start, end, text: `{${pad}${sources.join(', ')}${pad}}` };
  }
  const opening = text.slice(start, startOf(first));
  const closing = /,?\s*\}$/.exec(source)?.[0] ?? '}';
  return { start, end, text: opening + sources.join(fieldBreak(text, map)) + closing };
}

/** What parts two fields of a mapping in braces: a new line where it stands on more than one. */
function fieldBreak(text: string, map: YAMLMap): string {
  const source = text.slice(map.range?.[0], map.range?.[1]);
  return source.includes('\n') ? `,${lineStart(text, map)}` : ', ';
}

/** The first field stands behind "- " or the like, so what follows moves up; any other goes with its line. */
function removal(text: string, pairs: readonly AnyPair[], index: number): Edit {
  const pair = pairs[index] as AnyPair;
  const next = pairs[index + 1];
  if (index === 0 && next) return { start: startOf(pair), end: startOf(next), text: '' };
  const newline = text.lastIndexOf('\n', startOf(pair));
  const start = text[newline - 1] === '\r' ? newline - 1 : newline;
  return { start, end: endOf(text, pair), text: '' };
}

/** On a line of its own, below the pair and any comment beside it. */
function afterPair(text: string, map: YAMLMap, pair: AnyPair, added: string): Edit {
  const end = endOf(text, pair);
  const rest = /^[^\r\n]*/.exec(text.slice(end))?.[0] ?? '';
  const at = end + rest.length;
  return { start: at, end: at, text: lineStart(text, map) + added };
}

function lineStart(text: string, map: YAMLMap): string {
  const [first] = pairsOf(map);
  return newlineOf(text) + ' '.repeat(first ? columnOf(text, startOf(first)) : 0);
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
