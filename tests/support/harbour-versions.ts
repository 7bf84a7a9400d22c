// The invented dataset as its authors might change it from version to version.
import type { Edits } from './load.ts';

/** The text of a YAML file without one of its records. */
function without(text: string, id: string): string {
  return text
    .split(/\n(?=- id: )/)
    .filter((record) => !record.startsWith(`- id: ${id}\n`))
    .join('\n');
}

const versioned = (version: string) => (text: string) => text.replace('"1.0.0"', `"${version}"`);

/** One actor more, another title, one event retired for another, and one gone without a word. */
export const SECOND: Edits = {
  'dataset.yaml': versioned('1.1.0'),
  'actors.yaml': (text) => `${text}\n- { id: pilot, name: A pilot, kind: unnamed }\n`,
  'events.yaml': (text) =>
    without(without(text, 'wall-opens'), 'oslo-talks').replace('Ardrey rejects the warning', 'Ardrey shrugs'),
  'retired.yaml': (text) =>
    `${text}- { type: event, id: wall-opens, successorId: wall-built, reason: Told twice. }\n`,
};

/** The second, with the event that was gone put back and the reason of the retired one in other words. */
export const THIRD: Edits = {
  ...SECOND,
  'dataset.yaml': versioned('1.2.0'),
  'events.yaml': (text) => without(text, 'wall-opens').replace('Ardrey rejects the warning', 'Ardrey shrugs'),
  'retired.yaml': (text) =>
    `${text}- { type: event, id: wall-opens, successorId: wall-built, reason: The same wall. }\n`,
};
