import type { ComponentType } from 'react';
import { DuplicatesScreen } from '../duplicates/duplicates-screen.tsx';
import { HomeScreen } from '../home/home-screen.tsx';
import { CompaniesScreen, ContactsScreen, DealsScreen } from '../lists/list-screens.tsx';
import type { ScreenProps } from '../navigation/screen-props.ts';
import type { ScreenName } from '../navigation/screen.ts';
import { CompanyScreen, ContactScreen, DealScreen } from '../records/record-screens.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { SyncPage } from '../sync/sync-page.tsx';
import { TasksScreen } from '../tasks/tasks-screen.tsx';
import { TrashScreen } from '../trash/trash-screen.tsx';
import { BoardPlace } from './board-place.tsx';

/** What stands right of the sidebar, by name. */
export const SCREENS: Readonly<Record<ScreenName, ComponentType<ScreenProps>>> = {
  home: HomeScreen,
  tasks: TasksScreen,
  board: BoardPlace,
  contacts: ContactsScreen,
  companies: CompaniesScreen,
  deals: DealsScreen,
  contact: ContactScreen,
  company: CompanyScreen,
  deal: DealScreen,
  duplicates: DuplicatesScreen,
  trash: TrashScreen,
  settings: SettingsScreen,
  sync: SyncPage,
};
