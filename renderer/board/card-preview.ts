import type { ElementEventPayloadMap } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/utils/set-custom-native-drag-preview';

/** Room for the shadow around the picture, in px; little, because some desktops paint it opaque or fade what is large. */
const MARGIN = { top: 4, side: 10, bottom: 14 };
const LIFT = 2;

/**
 * The picture under the pointer: the card itself, 2 px higher than it lies, with a soft shadow. The browser takes it
 * once and moves it on its own thread, so it is as sharp as the card and never late.
 */
export function cardPreview({
  nativeSetDragImage,
  location,
  source,
}: ElementEventPayloadMap['onGenerateDragPreview']) {
  const card = source.element;
  const { left, top, width, height } = card.getBoundingClientRect();
  const { clientX, clientY } = location.initial.input;
  setCustomNativeDragPreview({
    nativeSetDragImage,
    getOffset: () => ({ x: clientX - left + MARGIN.side, y: clientY - top + MARGIN.top + LIFT }),
    render({ container }) {
      container.style.padding = `${MARGIN.top}px ${MARGIN.side}px ${MARGIN.bottom}px`;
      const picture = card.cloneNode(true) as HTMLElement;
      picture.removeAttribute('data-card-id');
      picture.style.width = `${width}px`;
      picture.style.height = `${height}px`;
      picture.classList.add('shadow-lifted', 'border-edge');
      container.append(picture);
    },
  });
}
