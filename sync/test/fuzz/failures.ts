// Runs plans and tells those that fail, shortened.
import { planOf, type Plan } from './plan.ts';
import { run } from './run.ts';
import { shrink } from './shrink.ts';
import { sentenceOf } from './steps.ts';

/** A failure that was found once and mended: the seed that found it, and the shortest plan that showed it. */
export type KeptSeed = { seed: number; note: string; plan: Plan };

export type Failure = { seed: number; plan: Plan; findings: readonly string[] };

export const findingsOf = async (plan: Plan): Promise<string[]> => {
  try {
    return await run(plan);
  } catch (error) {
    return [`threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
};

/** Null where nothing is found. */
export async function failureOf(seed: number): Promise<Failure | null> {
  const plan = planOf(seed);
  if ((await findingsOf(plan)).length === 0) return null;
  const shortest = await shrink(plan, async (shorter) => (await findingsOf(shorter)).length > 0);
  return { seed, plan: shortest, findings: await findingsOf(shortest) };
}

export function traceOf({ seed, plan, findings }: Failure): string {
  const steps = plan.steps.map((step, at) => `  ${at + 1}. ${sentenceOf(step)}`);
  return [
    `seed ${seed}, ${plan.replicas} laptops, ${steps.length} steps:`,
    ...steps,
    'then all come to rest, and:',
    ...findings.slice(0, 10).map((finding) => `  ${finding}`),
    `for seeds.json: ${JSON.stringify({ seed, note: '', plan })}`,
  ].join('\n');
}
