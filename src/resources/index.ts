// All resources, in the order in which they are listed everywhere.
import type { RecordType } from '../model/record-type.ts';
import { type ResourceName, resourceNameOf } from '../query/condition.ts';
import { actors } from './actors.ts';
import { articles } from './articles.ts';
import { disagreements } from './disagreements.ts';
import { events } from './events.ts';
import { quotes } from './quotes.ts';
import type { AnyResource } from './resource.ts';
import { statements } from './statements.ts';

export const RESOURCES: Readonly<Record<ResourceName, AnyResource>> = {
  articles,
  actors,
  events,
  quotes,
  statements,
  disagreements,
};

/** The resource whose records are of this type: `events` for `event`. */
export function resourceOf(type: RecordType): AnyResource {
  return RESOURCES[resourceNameOf(type)];
}
