// Compares openapi.yaml with docs/contract/released.yaml: fails where a client of what was released could break, unless
// the version says that it may. Usage: node compare-contract.mjs [released] [document]
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Every difference, each with the version step that it asks for, as `redocly diff` rates it. */
export function differences(released, document) {
  const cli = here('node_modules/@redocly/cli/bin/cli.js');
  const options = ['--config', here('diff.yaml'), '--format', 'json', '--fail-on', 'none'];
  const output = execFileSync(process.execPath, [cli, 'diff', released, document, ...options], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output.slice(output.indexOf('{')));
}

/**
 * Whether clients of the released version may break in the other: where the major number moves or, as Semantic
 * Versioning has it below 1.0.0, the minor one.
 */
export function mayBreak(released, version) {
  const [[major, minor], [nextMajor, nextMinor]] = [released, version].map((text) =>
    String(text).split('.').map(Number),
  );
  return nextMajor > major || (major === 0 && nextMajor === 0 && nextMinor > minor);
}

/** The breaking differences that no new version excuses, in words. */
export function breaches({ changes, infoVersions }) {
  if (mayBreak(infoVersions.base, infoVersions.revision)) return [];
  return changes
    .filter(({ impact }) => impact === 'major')
    .map(({ path, kind, property, verdicts }) => {
      const why = verdicts.map(({ message }) => message).join(' ');
      return `${path} ${property ?? ''} ${kind}: ${why}`;
    });
}

if (process.argv[1] === here('compare-contract.mjs')) {
  const [released = here('../../docs/contract/released.yaml'), document = here('../../openapi.yaml')] =
    process.argv.slice(2);
  const found = differences(released, document);
  const { major, minor, patch } = found.summary;
  console.log(`released ${found.infoVersions.base}, now ${found.infoVersions.revision}:`);
  console.log(`${major} breaking, ${minor} added, ${patch} other differences`);
  const faults = breaches(found);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) {
    console.error(
      'Clients of the released document would break: keep what they use, or move the version (below 1.0.0 the minor, else the major number).',
    );
    process.exitCode = 1;
  }
}
