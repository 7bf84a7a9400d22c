#!/usr/bin/env node
// Starts the command line under a Node that can run it, and says so plainly where there is none.
// Plain JavaScript for any Node from 14 on. Nothing of the project may be imported before the version is known:
// better-sqlite3 13 needs Node-API 10, and an older Node dies of it with a bare segmentation fault.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const inPackage = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// 22.18 and 23.6 are the first of their lines that run TypeScript as it is.
const [major, minor] = process.versions.node.split('.').map(Number);
const runsDemarche = major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);

// The Node that `npm ci` brings (an optional dependency): what node_modules/.bin/node leads to, also on Windows.
const windows = process.platform === 'win32';
const nodePackage = `node-${windows ? 'win' : process.platform}-${process.arch}`;
const pinnedNode = inPackage(`node_modules/${nodePackage}/bin/node${windows ? '.exe' : ''}`);

const INSTALL_NODE = 'Install Node 24 from https://nodejs.org, then run the same command again.';

if (process.env.npm_lifecycle_event !== undefined) stopWithParent();
if (runsDemarche) {
  await import(existsSync(inPackage('src/cli.ts')) ? '../src/cli.ts' : '../dist/cli.js');
} else if (existsSync(pinnedNode)) {
  runUnder(pinnedNode);
} else {
  refuse(adviceWithoutPinnedNode());
}

/**
 * npm runs a script in a shell, and hands a signal to that shell alone. Debian's dies of it without handing it on, and
 * a server or a load would go on without a parent: it is told as if its terminal had closed. On Windows, which has no
 * signals, a process keeps the id of a parent that is gone: nothing happens there.
 */
function stopWithParent() {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.emit('SIGHUP', 'SIGHUP'), 500).unref();
}

/** Runs the same command under another Node, hands it the signals sent to this process, and ends as it ends. */
function runUnder(node) {
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
  const forward = (signal) => child.kill(signal);
  process.on('SIGTERM', forward);
  process.on('SIGHUP', forward);
  // A terminal sends Ctrl-C to both processes: handing it on as well would count as a second, impatient one.
  process.on('SIGINT', (signal) => process.stdin.isTTY || forward(signal));
  child.on('error', ({ code }) =>
    refuse(`The one that came with \`npm ci\` does not run on this machine (${code}). ${INSTALL_NODE}`),
  );
  child.on('exit', (code, signal) => process.exit(code === null ? 128 + constants.signals[signal] : code));
}

function adviceWithoutPinnedNode() {
  const { optionalDependencies = {} } = JSON.parse(readFileSync(inPackage('package.json'), 'utf8'));
  const version = optionalDependencies[nodePackage];
  return version === undefined
    ? `None comes with Demarche for ${process.platform} on ${process.arch}. ${INSTALL_NODE}`
    : `Node ${version} comes with Demarche but is not installed: run \`npm ci\` in the clone, without ` +
        '`--omit=optional`, then the same command again.';
}

function refuse(advice) {
  console.error(`Demarche needs Node 22.18 or newer, and this is Node ${process.versions.node}. ${advice}`);
  process.exit(1);
}
