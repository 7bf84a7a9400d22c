// What is said of an error to whoever runs a command.
import { ConfigError } from '../config.ts';
import { engine } from '../engine-choice.ts';
import { LoadRefused } from '../load/read/fault.ts';
import { StoreError } from '../store/port/store-error.ts';
import { WorkersFailure } from '../workers/workers-failure.ts';

/** Errors whose message tells the operator all. */
const KNOWN = [LoadRefused, StoreError, ConfigError, WorkersFailure];

/** The message of an error; the stack too where it is a bug of ours. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' && path !== undefined) return `There is no ${path}.`;
  if (code === 'ENOTDIR' && path !== undefined) return `${path} is not a folder.`;
  const isKnown = KNOWN.some((known) => error instanceof known);
  const isOperational = syscall !== undefined || engine.isOperational(error);
  return isKnown || isOperational ? error.message : (error.stack ?? error.message);
}
