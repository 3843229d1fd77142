import type { ElementEventPayloadMap } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/utils/set-custom-native-drag-preview';
import { numberText } from '../words/locale.ts';

/** Room for the shadow around the picture, in px; little, because some desktops paint it opaque or fade what is large. */
const MARGIN = { top: 8, side: 10, bottom: 16 };
const LIFT = 2;

/**
 * The picture under the pointer: the card itself, 2 px higher than it lies, with a soft shadow; the edge of another below
 * it and their number where several are carried. The browser takes it once and moves it on its own thread, so it is as
 * sharp as the card and never late.
 */
export function cardPreview(
  { nativeSetDragImage, location, source }: ElementEventPayloadMap['onGenerateDragPreview'],
  count: number,
) {
  const card = source.element;
  const { left, top, width, height } = card.getBoundingClientRect();
  const { clientX, clientY } = location.initial.input;
  setCustomNativeDragPreview({
    nativeSetDragImage,
    getOffset: () => ({ x: clientX - left + MARGIN.side, y: clientY - top + MARGIN.top + LIFT }),
    render({ container }) {
      container.style.padding = `${MARGIN.top}px ${MARGIN.side}px ${MARGIN.bottom}px`;
      const stack = document.createElement('div');
      stack.className = 'relative';
      const picture = card.cloneNode(true) as HTMLElement;
      picture.removeAttribute('data-card-id');
      picture.style.width = `${width}px`;
      picture.style.height = `${height}px`;
      picture.classList.add('relative', 'shadow-lifted');
      if (count > 1) stack.append(edgeBelow(), picture, badge(count));
      else stack.append(picture);
      container.append(stack);
    },
  });
}

function edgeBelow(): HTMLElement {
  const edge = document.createElement('div');
  edge.className = 'absolute inset-x-1.5 -bottom-1 h-6 rounded-card border border-edge bg-surface';
  return edge;
}

function badge(count: number): HTMLElement {
  const badge = document.createElement('div');
  badge.className =
    'tabular absolute -end-1.5 -top-1.5 flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1.5 text-label font-medium text-on-accent';
  badge.textContent = numberText(count);
  return badge;
}
