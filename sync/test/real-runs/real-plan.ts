// The plans of the fuzz, as far as they fit the real server, with outages of its database among the steps.
import { planOf, type Plan, type Step } from '../fuzz/plan.ts';
import { createRandom } from '../fuzz/random.ts';
import type { Outage } from './real-server.ts';

export type RealStep = Step | { do: 'outage'; how: Outage; ms: number };
export type RealPlan = Omit<Plan, 'steps'> & { steps: readonly RealStep[] };

const REPLICAS_LIMIT = 3;
const STEPS_LIMIT = 40;
const OUTAGES: readonly Outage[] = ['kill', 'kill', 'stop', 'kill_backend'];
const LONGEST_OUTAGE_MS = 150;

/** One to three outages each, some of them right after an edit, when it is being sent. */
export function realPlanOf(seed: number): RealPlan {
  const plan = planOf(seed);
  const random = createRandom(seed ^ 0x5eed);
  const below = (limit: number) => Math.floor(random() * limit);
  const steps: RealStep[] = plan.steps.slice(0, STEPS_LIMIT);
  for (let outages = 1 + below(3); outages > 0; outages -= 1) {
    const how = OUTAGES[below(OUTAGES.length)] ?? 'kill';
    steps.splice(below(steps.length + 1), 0, { do: 'outage', how, ms: below(LONGEST_OUTAGE_MS) });
  }
  return { ...plan, replicas: Math.min(plan.replicas, REPLICAS_LIMIT), steps };
}
