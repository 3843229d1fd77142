// Whether the palette is open, so that whatever shows its key can open it.
import { create } from 'zustand';

export const usePalette = create<{ open: boolean }>(() => ({ open: false }));

export const showPalette = (): void => usePalette.setState({ open: true });
export const hidePalette = (): void => usePalette.setState({ open: false });
