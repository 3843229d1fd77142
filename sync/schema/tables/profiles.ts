import { byServer, nullable, table, text, timestamp } from '../declare.ts';

export const profiles = table({
  name: 'profiles',
  collection: 'catalog',
  columns: {
    email: nullable(byServer(text())),
    name: nullable(text()),
    avatar_url: nullable(text()),
    role: nullable(byServer(text())),
    deleted_at: nullable(byServer(timestamp())),
  },
});
