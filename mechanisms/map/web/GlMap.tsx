import type { Feature, FeatureCollection, Geometry } from 'geojson'
import {
  GeoJSONSource,
  Map as GlobeMap,
  NavigationControl,
  setWorkerUrl,
  type ExpressionSpecification,
  type StyleSpecification,
} from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useRef, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { COLOURS, useT } from '#platform/web/index.ts'
import { boundsOf, type Bounds } from '../geometry.ts'
import type { Areas, Grade, MapPoint, MapSettings } from '../model.ts'
import { GRADE_ORDER, GRADE_SHORT } from '../rules.ts'
import './map.css'

setWorkerUrl(workerUrl)

export type Picked = { readonly kind: 'area'; readonly path: string } | { readonly kind: 'point'; readonly id: string }

interface GlMapProps {
  readonly areas: Areas
  readonly points: readonly MapPoint[]
  readonly tiles: MapSettings['tiles']
  readonly picked: Picked | null
  readonly onPick: (picked: Picked | null) => void
  /** The graphics card gave up: the page falls back to the drawing. */
  readonly onLost: () => void
}

const FONTS = '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'

const colourOf = (property: ExpressionSpecification): ExpressionSpecification =>
  ['match', property, ...GRADE_ORDER.flatMap((g) => [g, COLOURS[g]]), COLOURS.grey] as unknown as ExpressionSpecification

/** A cluster has the colour of its worst enterprise: 0 = red … 4 = grey. */
const rank = (level: Grade): number => GRADE_ORDER.indexOf(level)
const byRank: ExpressionSpecification = [
  'match',
  ['get', 'worst'],
  0,
  COLOURS.red,
  1,
  COLOURS.orange,
  2,
  COLOURS.gold,
  3,
  COLOURS.blue,
  COLOURS.grey,
]

function styleOf(tiles: MapSettings['tiles']): StyleSpecification {
  return {
    version: 8,
    sources: tiles
      ? {
          base: {
            type: 'raster',
            tiles: [new URL(tiles.url, window.location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}')],
            tileSize: tiles.tileSize,
            attribution: tiles.attribution,
          },
        }
      : {},
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': '#eef2f5' } },
      ...(tiles ? [{ id: 'base', type: 'raster' as const, source: 'base' }] : []),
    ],
  }
}

function areaData(areas: Areas, word: (level: Grade) => string): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: areas.items.flatMap((a): Feature[] =>
      a.shape
        ? [
            {
              type: 'Feature',
              geometry: a.shape as Geometry,
              properties: { path: a.path, level: a.level, label: `${a.name}\n${word(a.level)}` },
            },
          ]
        : [],
    ),
  }
}

function pointData(points: readonly MapPoint[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: points.map((p) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [p.lng, p.lat] },
      properties: { id: p.id, name: p.name, level: p.level, rank: rank(p.level) },
    })),
  }
}

/** Places that a name tries in turn, in ems from the middle of its area: beside the circle that stands there, then further off. */
const NEAR = ['bottom', [0, -2], 'top', [0, 2], 'left', [2.2, 0], 'right', [-2.2, 0]]
const ASKEW = ['bottom-left', [1.6, -1.6], 'bottom-right', [-1.6, -1.6], 'top-left', [1.6, 1.6], 'top-right', [-1.6, 1.6]]
const FURTHER = ['bottom', [0, -3.6], 'top', [0, 3.6], 'left', [4, 0], 'right', [-4, 0]]
const NAME_PLACES = ['center', [0, 0], ...NEAR, ...ASKEW, ...FURTHER] as ('center' | [number, number])[]

function addLayers(map: GlobeMap, areas: FeatureCollection, points: FeatureCollection): void {
  map.addSource('areas', { type: 'geojson', data: areas })
  map.addSource('points', {
    type: 'geojson',
    data: points,
    cluster: true,
    clusterMaxZoom: 13,
    clusterRadius: 46,
    clusterProperties: { worst: ['min', ['get', 'rank']] },
  })
  map.addLayer({ id: 'area-fill', type: 'fill', source: 'areas', paint: { 'fill-color': colourOf(['get', 'level']), 'fill-opacity': 0.3 } })
  map.addLayer({ id: 'area-line', type: 'line', source: 'areas', paint: { 'line-color': '#5b6673', 'line-width': 1 } })
  map.addLayer({
    id: 'area-here',
    type: 'line',
    source: 'areas',
    filter: ['==', ['get', 'path'], ''],
    paint: { 'line-color': '#14568c', 'line-width': 4 },
  })
  map.addLayer({
    id: 'cluster',
    type: 'circle',
    source: 'points',
    filter: ['has', 'point_count'],
    paint: {
      'circle-color': '#ffffff',
      'circle-radius': ['step', ['get', 'point_count'], 13, 10, 16, 100, 20],
      'circle-stroke-color': byRank,
      'circle-stroke-width': 4,
    },
  })
  map.addLayer({
    id: 'point',
    type: 'circle',
    source: 'points',
    filter: ['!', ['has', 'point_count']],
    paint: { 'circle-color': colourOf(['get', 'level']), 'circle-radius': 6, 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 1.5 },
  })
  // What is drawn later is placed first: the names give way to the counts.
  map.addLayer({
    id: 'area-name',
    type: 'symbol',
    source: 'areas',
    layout: {
      'text-field': ['get', 'label'],
      'text-size': 14,
      'text-variable-anchor-offset': NAME_PLACES,
      'text-padding': 4,
      // A name that finds no free place stands over a circle rather than nowhere.
      'text-overlap': 'always',
    },
    paint: { 'text-color': '#1c2530', 'text-halo-color': '#ffffff', 'text-halo-width': 1.5 },
  })
  map.addLayer({
    id: 'cluster-count',
    type: 'symbol',
    source: 'points',
    filter: ['has', 'point_count'],
    layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-size': 12, 'text-allow-overlap': true, 'text-padding': 20 },
    paint: { 'text-color': '#1c2530' },
  })
}

function setData(map: GlobeMap, name: string, data: FeatureCollection): void {
  const source = map.getSource(name)
  if (source instanceof GeoJSONSource) source.setData(data)
}

function boxOf(areas: Areas, points: readonly MapPoint[]): Bounds | null {
  const box = boundsOf(areas.items.flatMap((a) => (a.shape ? [a.shape] : [])))
  if (box || points.length === 0) return box
  const lngs = points.map((p) => p.lng)
  const lats = points.map((p) => p.lat)
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)]
}

/** What was clicked: a point opens, a cluster comes nearer, an area opens, elsewhere closes. */
async function clicked(map: GlobeMap, at: { x: number; y: number }, onPick: (picked: Picked | null) => void): Promise<void> {
  const [hit] = map.queryRenderedFeatures([at.x, at.y], { layers: ['point', 'cluster', 'area-fill'] })
  if (!hit) return onPick(null)
  if (hit.layer.id === 'point') return onPick({ kind: 'point', id: String(hit.properties['id']) })
  if (hit.layer.id === 'area-fill') return onPick({ kind: 'area', path: String(hit.properties['path']) })
  const source = map.getSource('points')
  if (!(source instanceof GeoJSONSource) || hit.geometry.type !== 'Point') return
  const zoom = await source.getClusterExpansionZoom(Number(hit.properties['cluster_id']))
  const [lng = 0, lat = 0] = hit.geometry.coordinates
  map.jumpTo({ center: [lng, lat], zoom })
}

/** The drawn map. Throws while it is made where there is no WebGL; the page then shows the drawing and lists. */
export default function GlMap({ areas, points, tiles, picked, onPick, onLost }: GlMapProps): ReactNode {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const map = useRef<GlobeMap | null>(null)
  const word = (level: Grade): string => t(GRADE_SHORT[level])
  // The map lives longer than one render: what it needs later is read from here.
  const now = useRef({ areas, points, onPick, onLost, word })
  useEffect(() => {
    now.current = { areas, points, onPick, onLost, word }
  })

  useEffect(() => {
    if (!box.current) return
    const bounds = boxOf(now.current.areas, now.current.points)
    let made: GlobeMap
    try {
      made = new GlobeMap({
        container: box.current,
        style: styleOf(tiles),
        localIdeographFontFamily: FONTS,
        attributionControl: tiles ? {} : false,
        dragRotate: false,
        pitchWithRotate: false,
        fadeDuration: 0,
        ...(bounds ? { bounds: [...bounds] as [number, number, number, number], fitBoundsOptions: { padding: 24 } } : {}),
      })
    } catch {
      now.current.onLost()
      return
    }
    map.current = made
    made.touchZoomRotate.disableRotation()
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    made.on('load', () => addLayers(made, areaData(now.current.areas, now.current.word), pointData(now.current.points)))
    made.on('click', (event) => void clicked(made, event.point, now.current.onPick))
    made.on('webglcontextlost', () => now.current.onLost())
    return () => {
      map.current = null
      made.remove()
    }
  }, [tiles])

  useEffect(() => {
    if (map.current)
      setData(
        map.current,
        'areas',
        areaData(areas, (level) => t(GRADE_SHORT[level])),
      )
  }, [areas, t])
  useEffect(() => {
    if (map.current) setData(map.current, 'points', pointData(points))
  }, [points])
  useEffect(() => {
    const here = map.current
    if (here?.getLayer('area-here')) here.setFilter('area-here', ['==', ['get', 'path'], picked?.kind === 'area' ? picked.path : ''])
  }, [picked])

  return (
    <div
      ref={box}
      className="map-gl"
      role="region"
      aria-label={t(text('地图，可拖动和缩放；右侧列表有同样的内容', 'Map to drag and zoom; the list beside holds the same'))}
    />
  )
}
