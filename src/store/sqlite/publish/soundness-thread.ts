// The thread that looks whether a new file is sound while its parent hashes it.
import { parentPort, workerData } from 'node:worker_threads';
import { findFaults } from './soundness.ts';

parentPort?.postMessage(findFaults(workerData as string));
