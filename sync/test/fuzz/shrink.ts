import type { Plan } from './plan.ts';

/**
 * The shortest plan found that still fails: steps are left out in ever smaller stretches until none can go, and then
 * laptops. `fails` is asked at most `tries` times.
 */
export async function shrink(
  plan: Plan,
  fails: (plan: Plan) => Promise<boolean>,
  tries = 600,
): Promise<Plan> {
  let best = plan;
  let left = tries;
  const better = async (candidate: Plan): Promise<boolean> => {
    left -= 1;
    if (left < 0 || !(await fails(candidate))) return false;
    best = candidate;
    return true;
  };

  let shortened = true;
  while (shortened && left > 0) {
    shortened = false;
    for (let length = Math.ceil(best.steps.length / 2); length >= 1; length = length > 1 ? length >> 1 : 0)
      for (let from = best.steps.length - length; from >= 0; from -= length)
        if (await better({ ...best, steps: best.steps.toSpliced(from, length) })) shortened = true;
    while (best.replicas > 1 && (await better({ ...best, replicas: best.replicas - 1 }))) shortened = true;
  }
  return best;
}
