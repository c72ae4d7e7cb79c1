import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { IconNode } from 'lucide';

/** How an icon is drawn: outline, filled, or filled and turned as a handset that is put down. */
export type IconShape = 'outline' | 'solid' | 'down';

function shape([tag, a]: IconNode[number]): SVGTemplateResult {
  switch (tag) {
    case 'circle':
      return svg`<circle cx=${a['cx']!} cy=${a['cy']!} r=${a['r']!} />`;
    case 'rect':
      return svg`<rect x=${a['x']!} y=${a['y']!} width=${a['width']!} height=${a['height']!} rx=${a['rx'] ?? 0} />`;
    case 'line':
      return svg`<line x1=${a['x1']!} y1=${a['y1']!} x2=${a['x2']!} y2=${a['y2']!} />`;
    default:
      return svg`<path d=${a['d']!} />`;
  }
}

/** A Lucide icon, `size` px square, in the colour of the text around it; decoration only, so hidden from assistive technology. */
export function icon(node: IconNode, size = 20, drawn: IconShape = 'outline'): TemplateResult {
  return html`<svg class="icon ${drawn}" width=${size} height=${size} viewBox="0 0 24 24" aria-hidden="true">${node.map(shape)}</svg>`;
}
