// Codes that a request asks for, against the codebooks of the dataset that answers: a closed one knows all that there
// can be, an open one does not.
import type { Dataset } from '../../model/dataset.ts';
import { shorten } from '../../model/strings.ts';
import type { CodeMention, Query } from '../../query/filters/filter.ts';
import { codeMeant } from '../../query/parameters/code-meant.ts';
import { valueMeant } from '../../query/parameters/meant.ts';
import type { ParameterNote } from '../../query/parameters/parameters.ts';
import { listWords } from '../../query/query-words.ts';
import { parameterFilters } from '../../query/question.ts';
import { countedSchemes } from '../../resources/code-levels.ts';
import { RESOURCES } from '../../resources/index.ts';
import type { Store } from '../../store/port/store.ts';
import { invalidParameters, MAX_ERRORS } from '../server/problems.ts';
import { isUsed } from './unused-values.ts';

/** Several codes in one value, with a comma between, as other parameters take them. */
const LISTED = /,[a-z][a-z0-9-]*:/;

/** More are not named: each needs a suggestion. */
const MAX_WARNINGS = 10;

function codesIn(query: Query): CodeMention[] {
  return parameterFilters(query).flatMap(({ name, filter }) => filter.codes(name, query));
}

/** Throws a Problem where a closed codebook of the dataset has not a code that is asked for. */
export async function requireKnownCodes(query: Query, store: Store): Promise<void> {
  const problems: ParameterNote[] = [];
  for (const { parameter, scheme, code } of codesIn(query)) {
    if (problems.length === MAX_ERRORS) break;
    const tree = await store.codebook(scheme);
    if (tree === null || !tree.codebook.closed || tree.has(code)) continue;
    const { codes } = tree.codebook;
    const all = codes.length <= 12 ? `, which has ${listed(codes.map((entry) => entry.code))}` : '';
    problems.push({
      parameter,
      message: `There is no code "${shorten(code)}" in the codebook ${scheme}${all}.`,
      suggestion: suggested(scheme, codeMeant(code, tree)),
    });
  }
  if (problems.length > 0) throw invalidParameters(problems);
}

function listed(codes: readonly string[]): string {
  return codes.length === 0 ? 'none' : codes.join(', ');
}

function suggested(scheme: string, code: string | null): string | null {
  return code === null ? null : `${scheme}:${code}`;
}

/** Of codes that no record has, what was probably meant. */
export async function codeWarnings(query: Query, store: Store): Promise<ParameterNote[]> {
  const warnings: ParameterNote[] = [];
  for (const mention of codesIn(query)) {
    if (warnings.length === MAX_WARNINGS) break;
    const { parameter, scheme, code, field, value } = mention;
    if (await isUsed(query.resource, { field, value }, store)) continue;
    const tree = await store.codebook(scheme);
    const { type } = RESOURCES[query.resource];
    if (tree === null) warnings.push(await unknownScheme(mention, query, store));
    else {
      const cure = LISTED.test(value)
        ? ' A comma is part of a code: give the parameter once for each code.'
        : '';
      const message = `No ${type} has the code "${shorten(value)}".${cure}`;
      const meant = tree.has(code) ? null : codeMeant(code, tree);
      warnings.push({ parameter, message, suggestion: suggested(scheme, meant) });
    }
  }
  return warnings;
}

async function unknownScheme(
  { parameter, scheme, code, value }: CodeMention,
  { resource }: Query,
  store: Store,
): Promise<ParameterNote> {
  const { codebooks } = JSON.parse(await store.dataset()) as Dataset;
  const own = codebooks.map((each) => each.scheme);
  const schemes = resource === 'events' ? countedSchemes(own) : own;
  const meant = valueMeant(scheme, schemes);
  const others = schemes.length === 0 ? 'or any other' : `but of ${listWords(schemes, 'and')}`;
  const message = `No ${RESOURCES[resource].type} has the code "${shorten(value)}", and there is no codebook of its scheme, ${others}.`;
  return { parameter, message, suggestion: meant === null ? null : `${meant}:${code}` };
}
