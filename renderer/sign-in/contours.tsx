const RINGS = Array.from({ length: 16 }, (_, index) => index);

/** The ground around an outpost: height lines in the shape of its mark, fading with distance. */
export const Contours = () => (
  <svg
    aria-hidden
    className="pointer-events-none absolute inset-0 size-full mask-[radial-gradient(closest-side,transparent_34%,black_62%,transparent)]"
    viewBox="-800 -500 1600 1000"
    preserveAspectRatio="xMidYMid slice"
    fill="none"
  >
    {RINGS.map((ring) => {
      const side = 250 + ring * 58;
      return (
        <rect
          key={ring}
          x={-side / 2}
          y={-side / 2}
          width={side}
          height={side}
          rx={side * 0.14}
          transform={`rotate(${45 + ring * 1.6}) skewX(${ring * 0.7})`}
          className="stroke-hairline"
          vectorEffect="non-scaling-stroke"
        />
      );
    })}
  </svg>
);
