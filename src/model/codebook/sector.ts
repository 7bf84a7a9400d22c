// The sector of an actor: a PLOVER code, or a code of a scheme of the dataset's own.
import { z } from 'zod';
import { CONTROLS } from '../strings.ts';
import { PloverSector } from './plover.ts';

const PATTERN = `^(${PloverSector.options.join('|')}|[a-z][a-z0-9-]{0,31}:[^,${CONTROLS}]{1,64})$`;

/** What a text that is none is told. */
export const SECTOR_FORM = 'a sector is a PLOVER code such as GOV, or SCHEME:CODE';

export const Sector = z
  .string()
  .regex(new RegExp(PATTERN), SECTOR_FORM)
  .meta({
    id: 'Sector',
    description:
      'A PLOVER 2.0 sector of an actor, or one of its seven codes for international bodies, such as `GOV`; or ' +
      "`scheme:code` of a codebook of the dataset's own. `MED` is health and `JRN` the press, which CAMEO codes otherwise.",
    examples: ['GOV'],
    // Redundant with the pattern, for readers that allocate by it.
    maxLength: 97,
  });
