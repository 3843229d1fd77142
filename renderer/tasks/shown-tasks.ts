import { create } from 'zustand';
import { ME } from '../../sync/index.ts';
import type { TaskView, Whose } from './task-view.ts';

/** Which tasks are shown: stays as it is while other screens are. */
export const useShownTasks = create<{ view: TaskView; whose: Whose }>(() => ({ view: 'today', whose: ME }));
