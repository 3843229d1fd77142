// Links leave the window through the shell, which opens what is safe in the system's own program.
type Open = (url: string) => Promise<boolean>;

let open: Open = () => Promise.resolve(false);

/** Called once, with the shell's way. */
export const startLinks = (way: Open): void => {
  open = way;
};

/** An address as the shell takes it: plain http is asked for safely. */
const asAsked = (url: string): string => url.replace(/^http:/iu, 'https:');

/** False where the shell refused. */
export const openLink = (url: string): Promise<boolean> => open(asAsked(url));
