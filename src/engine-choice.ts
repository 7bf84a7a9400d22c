// Which engine keeps the data. The only file outside the engines' folders that names one.
import type { Engine } from './store/port/engine.ts';
import { sqliteEngine } from './store/sqlite/sqlite-engine.ts';

export const engine: Engine = sqliteEngine;
