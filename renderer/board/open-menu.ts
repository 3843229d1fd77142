/** Opens the menu of `of`, as a right click would, below the button that was pressed. */
export function openMenuBelow(button: Element, of: Element | null | undefined): void {
  const { left, bottom } = button.getBoundingClientRect();
  of?.dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: left, clientY: bottom + 2 }),
  );
}
