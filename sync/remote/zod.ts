// zod, set up before any form is made of it: it compiles validators with `new Function` where it may, and the window's
// policy forbids even the attempt.
import { z } from 'zod';

z.config({ jitless: true });

export { z };
