// `npm run dist` builds every package of this system whose tools are here, and says what is missing for the others;
// `npm run dist:dir` builds the app as a folder, with nothing downloaded. Neither publishes anything.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readyRuntime } from './electron-runtime.ts';
import { makePackages } from './package.ts';
import { LINUX_TARGETS, readyTools, type LinuxTarget } from './packaging-tools.ts';
import { Problem, ROOT, say, script } from './script.ts';
import { missingToSign } from './signing/secrets.ts';

await script(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      into: { type: 'string', default: path.join(ROOT, 'dist') },
      version: { type: 'string' },
      quick: { type: 'boolean', default: false },
      release: { type: 'boolean', default: false },
    },
  });
  const runtime = await readyRuntime();
  if (values.release && runtime.isTest) throw new Problem(`A release is never built on ${runtime.name}.`);
  const unsigned = values.release ? missingToSign(process.platform, process.env) : null;
  if (unsigned !== null) throw new Problem(unsigned);
  say(`Packaging with ${runtime.name}.`);
  const { targets, missing } = await chooseTargets(positionals);
  missing.forEach(say);
  // No target at all is all of this system's, but where each one that was wanted is missing something.
  if (targets.length > 0 || missing.length === 0) {
    const made = await makePackages({
      runtime,
      targets,
      into: path.resolve(values.into),
      isQuick: values.quick,
      isRelease: values.release,
      ...(values.version !== undefined && { version: values.version }),
    });
    const outcome = made.length > 0 ? made : [path.join(values.into, 'package')];
    for (const file of outcome) say(`Made ${path.relative(process.cwd(), file)}.`);
    if (runtime.isTest)
      say('These are test builds: for trying things out here, never to be given to anybody.');
  }
  return missing.length === 0 ? 0 : 1;
});

async function chooseTargets(asked: readonly string[]): Promise<{ targets: string[]; missing: string[] }> {
  if (process.platform !== 'linux' || asked.includes('dir')) return { targets: [...asked], missing: [] };
  const wanted = asked.length === 0 ? LINUX_TARGETS : LINUX_TARGETS.filter((name) => asked.includes(name));
  const unknown = asked.filter((name) => !LINUX_TARGETS.includes(name as LinuxTarget));
  if (unknown.length > 0) throw new Problem(`There is no target ${unknown.join(', ')} on Linux.`);
  const { ready, missing } = await readyTools(wanted);
  return { targets: ready, missing };
}
