// What stands right of the sidebar, by name. The board comes with the window; every other screen is read when it is first
// shown, or soon after the first one stands, so that the window opens sooner and none is waited for.
import { lazy, type ComponentType } from 'react';
import type { ScreenProps } from '../navigation/screen-props.ts';
import type { ScreenName } from '../navigation/screen.ts';
import { BoardPlace } from './board-place.tsx';

type Screen = ComponentType<ScreenProps>;

const reads: (() => Promise<unknown>)[] = [];

function later<Module>(read: () => Promise<Module>, screen: (module: Module) => Screen): Screen {
  reads.push(read);
  return lazy(async () => ({ default: screen(await read()) }));
}

const lists = () => import('../lists/list-screens.tsx');
const records = () => import('../records/record-screens.tsx');

export const SCREENS: Readonly<Record<ScreenName, Screen>> = {
  home: later(
    () => import('../home/home-screen.tsx'),
    ({ HomeScreen }) => HomeScreen,
  ),
  tasks: later(
    () => import('../tasks/tasks-screen.tsx'),
    ({ TasksScreen }) => TasksScreen,
  ),
  board: BoardPlace,
  contacts: later(lists, ({ ContactsScreen }) => ContactsScreen),
  companies: later(lists, ({ CompaniesScreen }) => CompaniesScreen),
  deals: later(lists, ({ DealsScreen }) => DealsScreen),
  contact: later(records, ({ ContactScreen }) => ContactScreen),
  company: later(records, ({ CompanyScreen }) => CompanyScreen),
  deal: later(records, ({ DealScreen }) => DealScreen),
  duplicates: later(
    () => import('../duplicates/duplicates-screen.tsx'),
    ({ DuplicatesScreen }) => DuplicatesScreen,
  ),
  trash: later(
    () => import('../trash/trash-screen.tsx'),
    ({ TrashScreen }) => TrashScreen,
  ),
  settings: later(
    () => import('../settings/settings-screen.tsx'),
    ({ SettingsScreen }) => SettingsScreen,
  ),
  sync: later(
    () => import('../sync/sync-page.tsx'),
    ({ SyncPage }) => SyncPage,
  ),
};

/** Reads every screen that is not here yet, one after the other. */
export async function readScreens(): Promise<void> {
  for (const read of reads) await read();
}
