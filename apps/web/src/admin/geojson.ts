const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null

/** What the shapes of a GeoJSON text are called, for a look before it is sent; null when it is no collection of areas. */
export function namesIn(content: string): string[] | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(content)
  } catch {
    return null
  }
  const features = record(parsed)?.['features']
  if (!Array.isArray(features) || features.length === 0) return null
  const names = features.map((feature) => {
    const type = record(record(feature)?.['geometry'])?.['type']
    if (type !== 'Polygon' && type !== 'MultiPolygon') return null
    const properties = record(record(feature)?.['properties']) ?? {}
    const name = properties['name'] ?? properties['adcode'] ?? properties['code'] ?? properties['path']
    return name === undefined ? '?' : String(name)
  })
  return names.every((name) => name !== null) ? names : null
}
