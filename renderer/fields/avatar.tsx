import { initials } from '../ui/initials.ts';

/** A person in two letters. Where the name stands beside it, nothing is read twice. */
export const Avatar = ({ name, beside = false }: { name: string; beside?: boolean }) => (
  <span
    {...(beside ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name })}
    className="inline-flex size-5 shrink-0 items-center justify-center rounded-full bg-sunken text-[9.5px] leading-none font-medium tracking-wide text-secondary"
  >
    {initials(name)}
  </span>
);
