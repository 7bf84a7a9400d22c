// Languages: BCP 47 tags in their canonical form, and what people write for them.

/** A language, then perhaps a script, a region, a variant, and what is for private use. */
export const LANGUAGE_TAG =
  /^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))?(-[xX](-[A-Za-z0-9]{1,8})+)?$/;

/** The canonical form of a tag, as ECMA-402 defines it: `EN-us` is `en-US`, `iw` is `he`. Null where it is no tag. */
export function canonicalLanguage(text: string): string | null {
  if (!LANGUAGE_TAG.test(text)) return null;
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}

const NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** The English name of a tag from Unicode CLDR; the tag itself where it has none. */
export function languageName(tag: string): string {
  try {
    return NAMES.of(tag) ?? tag;
  } catch {
    return tag; // what is for private use has no name
  }
}

/** Tags of two letters by their English names. */
let byName: ReadonlyMap<string, string> | null = null;

function tagsByName(): ReadonlyMap<string, string> {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const tags = letters.flatMap((first) => letters.map((second) => `${first}${second}`));
  return new Map(
    tags.flatMap((tag) => {
      const name = canonicalLanguage(tag) === tag ? NAMES.of(tag) : undefined;
      return name === undefined ? [] : [[name.toLowerCase(), tag] as const];
    }),
  );
}

/** The tag that a text likely means: `en_US`, `English`. Null where none is likely. */
export function languageMeant(text: string): string | null {
  byName ??= tagsByName();
  return byName.get(text.trim().toLowerCase()) ?? canonicalLanguage(text.trim().replaceAll('_', '-'));
}
