type Props = { size?: number };

/** The mark of Outpost: a post at the far corner of open ground. */
export const Mark = ({ size = 16 }: Props) => (
  <svg aria-hidden width={size} height={size} viewBox="0 0 24 24" fill="none" className="shrink-0">
    <path
      d="M8.2 8.3 4.4 12.1a1.6 1.6 0 0 0 0 2.3l6.5 6.5a1.6 1.6 0 0 0 2.3 0l6.5-6.5a1.6 1.6 0 0 0 0-2.3l-3.8-3.8"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
    />
    <path
      d="M12 1.9 15.4 5.3 12 8.7 8.6 5.3Z"
      fill="currentColor"
      stroke="currentColor"
      strokeLinejoin="round"
    />
  </svg>
);
