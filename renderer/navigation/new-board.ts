// Whether a new board is being made: asked for in more than one place, answered by the boards.
import { create } from 'zustand';

export const useNewBoard = create<{ open: boolean }>(() => ({ open: false }));
