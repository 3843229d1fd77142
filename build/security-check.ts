// `npm run security:check`: electronegativity over the shell and the window; fails on what security-findings.ts does not explain.
import { say, script } from './script.ts';
import { ALLOWED, findIn, judge } from './security-findings.ts';

await script(async () => {
  const found = await findIn();
  const { added, gone } = judge(found, ALLOWED);
  for (const { check, file, sample } of added) say(`New: ${check} in ${file || 'the whole'}\n  ${sample}`);
  for (const { check, file } of gone)
    say(`No longer found, take it off the list: ${check} in ${file || 'the whole'}`);
  say(`${found.length} findings, ${found.length - added.length} of them explained.`);
  return added.length + gone.length === 0 ? 0 : 1;
});
