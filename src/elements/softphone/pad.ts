import { html, type TemplateResult } from 'lit';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
const COLUMNS = 3;

/** The twelve keys, named by their character; one Tab stop, arrows move within. `use` tells dial pad and keypad apart for the guard. */
export function pad(use: 'dial' | 'tone', label: string, press: (key: string) => void): TemplateResult {
  return html`
    <div class="pad" role="group" tabindex="-1" aria-label=${label} @keydown=${(event: KeyboardEvent) => moveFocus(event, COLUMNS)}>
      ${KEYS.map(
        (key, index) =>
          html`<button
            class="key"
            data-place="${use}-${key}"
            tabindex=${index === 0 ? 0 : -1}
            aria-label=${key}
            @focus=${holdTabStop}
            @click=${() => press(key)}
          >
            ${key}
          </button>`,
      )}
    </div>
  `;
}

/** Tab comes back to the key that was used last. */
function holdTabStop({ currentTarget }: FocusEvent): void {
  const key = currentTarget as HTMLElement;
  for (const other of key.parentElement?.querySelectorAll<HTMLElement>('.key') ?? []) other.tabIndex = other === key ? 0 : -1;
}

/** Moves focus by the arrow keys among the buttons of a grid of so many columns; stops at its edges. */
export function moveFocus(event: KeyboardEvent, columns: number): void {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
  const step = steps[event.key];
  if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('button')];
  const next = buttons[buttons.indexOf(event.target as HTMLElement) + step];
  event.preventDefault();
  next?.focus();
}
