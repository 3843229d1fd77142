// Which screen the window shows before there is a replica, and what each of them needs to know.
import type { Launch } from '../../electron/ipc/contract.ts';
import type { Connection, Credentials, Failure, Replica, Updating, Workspace } from '../../sync/index.ts';

export type SignInForm = Connection & Credentials;
export type LocalNames = { workspace: string; person: string };

export type AppState =
  /** `updating`: what an older version has stored is brought into the form of this one. */
  | { kind: 'opening'; updating?: Updating }
  /** Nobody has begun on this laptop. */
  | { kind: 'welcome'; launch: Launch }
  /** `visit` is another for each time that the form is to begin anew. */
  | {
      kind: 'sign_in';
      launch: Launch;
      form: SignInForm;
      failure: Failure | null;
      visit: number;
      /** The name of the local workspace that is to go on at the server; null: none. */
      connecting: string | null;
    }
  | { kind: 'new_password'; launch: Launch; email: string }
  | { kind: 'workspaces'; launch: Launch; choice: WorkspaceChoice }
  | { kind: 'ready'; launch: Launch; replica: Replica }
  | { kind: 'failed'; launch: Launch | null; failure: Failure };

/** Where a signed-in person may work. `failure`: the server could not be asked. */
export type WorkspaceChoice = {
  connection: Connection;
  email: string;
  workspaces: readonly (Workspace & { used_at: string | null })[];
  failure: Failure | null;
};
