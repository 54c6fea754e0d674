import type { PlanRow, Ring, RiskLevel } from './model.ts'

/** Colours of the levels in print and on plans; the word or number always stands beside them. */
export const INK: Readonly<Record<RiskLevel | 'none', string>> = {
  major: '#cf1322',
  larger: '#fa8c16',
  general: '#fadb14',
  low: '#4096ff',
  none: '#8c8c8c',
}

/** The point inside a ring where its number stands: the mean of its corners. */
export function middle(ring: Ring): [number, number] {
  const sum = ring.reduce<[number, number]>(([x, y], [px = 0, py = 0]) => [x + px, y + py], [0, 0])
  return [sum[0] / ring.length, sum[1] / ring.length]
}

type Drawn = Pick<PlanRow, 'width' | 'height'> & { readonly areas: readonly Pick<PlanRow['areas'][number], 'ring' | 'level'>[] }

/** A plan as SVG: the picture as data address, or a ruled ground where it is drawn over the map; areas with their numbers. */
export function planSvg({ width, height, areas }: Drawn, picture: string | null): string {
  const scale = 1000 / width
  const high = height * scale
  const grid = Array.from({ length: 9 }, (_, i) => {
    const x = (i + 1) * 100
    const y = ((i + 1) * high) / 10
    return `<path d="M${x} 0V${high.toFixed(1)}M0 ${y.toFixed(1)}H1000" stroke="#d9dfe4" stroke-width="1"/>`
  }).join('')
  const ground = picture
    ? `<image href="${picture}" xlink:href="${picture}" x="0" y="0" width="1000" height="${high.toFixed(1)}" preserveAspectRatio="none"/>`
    : `<rect width="1000" height="${high.toFixed(1)}" fill="#f4f6f8"/>${grid}`
  const shapes = areas.map((area, i) => {
    const path = area.ring.map(([x = 0, y = 0]) => `${(x * 1000).toFixed(1)},${(y * high).toFixed(1)}`).join(' ')
    const [cx, cy] = middle(area.ring)
    const ink = INK[area.level ?? 'none']
    return `<polygon points="${path}" fill="${ink}" fill-opacity="0.45" stroke="${ink}" stroke-width="4"/>
      <circle cx="${(cx * 1000).toFixed(1)}" cy="${(cy * high).toFixed(1)}" r="17" fill="#fff" stroke="#333" stroke-width="2"/>
      <text x="${(cx * 1000).toFixed(1)}" y="${(cy * high + 7).toFixed(1)}" font-size="20" text-anchor="middle" font-family="Noto" fill="#222">${i + 1}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1000 ${high.toFixed(1)}">${ground}${shapes.join('')}</svg>`
}
