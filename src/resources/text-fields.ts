// The fields of full-text search: what a record says in words of its own, and who and what stands around them.

/** The texts that a record has in one field of full-text search, nulls ignored. No phrase spans two of them. */
export type OwnWords<R> = (record: R) => readonly (string | null)[];

/**
 * Who or what stands around a record's words: its speakers, its place. Other records have the names of actors, so they
 * are looked up. A hit here says less of a record than one in its own words, and ranks below it.
 */
export interface Circumstance<R> {
  readonly actorIds: (record: R) => readonly (string | null)[];
  readonly texts: OwnWords<R>;
}

export type TextField<R> = OwnWords<R> | Circumstance<R>;

/** Gives the name and the aliases of an actor; nothing where there is no such actor. */
export type NamesOf = (actorId: string) => readonly string[];

/** @param texts what the record itself has of their names, such as those printed in an article */
export function namesOfActors<R>(
  actorIds: Circumstance<R>['actorIds'],
  texts: OwnWords<R> = () => [],
): Circumstance<R> {
  return { actorIds, texts };
}

export function circumstance<R>(texts: OwnWords<R>): Circumstance<R> {
  return { actorIds: () => [], texts };
}

export function isOwnWords<R>(field: TextField<R>): field is OwnWords<R> {
  return typeof field === 'function';
}

/** All texts of a field, each once. */
export function textsOfField<R>(field: TextField<R>, record: R, namesOf: NamesOf): string[] {
  const texts = isOwnWords(field)
    ? field(record)
    : [...actorIdsOf(field, record).flatMap(namesOf), ...field.texts(record)];
  return [...new Set(texts)].filter((text) => text !== null);
}

/** The actors whose names are texts of a field. */
export function actorIdsOf<R>(field: TextField<R>, record: R): string[] {
  return isOwnWords(field) ? [] : field.actorIds(record).filter((id) => id !== null);
}
