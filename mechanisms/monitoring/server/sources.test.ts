import { afterAll, beforeAll, expect, test } from 'vitest'
import { monitoringPlace, type MonitoringPlace } from './place.fixture.ts'

let place: MonitoringPlace
interface Row {
  id: string
  protocol: string
  device: string | null
  active: boolean
  map: { key: string; point: string; scale: number; add: number }[]
  refused: { cause: string; n: number }[]
}
type Fault = { errors?: { field: string }[] }
const make = (as: string, body: object) =>
  place.send<Fault & { id: string; secret: string | null; topic: string | null }>(as, 'POST', '/api/reading-sources', body)
const list = async (as: string): Promise<Row[]> =>
  (await place.send<{ items: Row[] }>(as, 'GET', `/api/reading-sources?orgId=${place.plant}`)).body.items

beforeAll(async () => {
  place = await monitoringPlace()
  await place.addPoint(place.plant, 'LT-1', [])
})
afterAll(() => place.stop())

test('a device is registered with its points, once, in the shape that its protocol has', async () => {
  const body = { orgId: place.plant, name: '车 1', protocol: 'jt808', device: '013900000001', map: [{ key: 'speed', point: 'LT-1' }] }
  const made = await make('safety', body)
  expect(made).toMatchObject({ status: 200, body: { secret: null, topic: null } })
  expect(await list('safety')).toMatchObject([
    { id: made.body.id, protocol: 'jt808', device: '13900000001', active: true, map: [{ key: 'speed', point: 'LT-1', scale: 1, add: 0 }] },
  ])
  expect((await make('foreign', { ...body, orgId: place.other, map: [] })).body.errors).toMatchObject([{ field: 'body.device' }])
  expect((await make('safety', { ...body, device: 'x' })).body.errors).toMatchObject([{ field: 'body.device' }])
  const faults = await make('safety', {
    ...body,
    device: '13900000002',
    map: [
      { key: 'Speed!', point: 'LT-1' },
      { key: 'speed', point: 'LT-99' },
      { key: 'speed', point: 'LT-1' },
    ],
  })
  expect(faults.body.errors?.map((e) => e.field)).toEqual(['body.map[0].key', 'body.map[1].point', 'body.map[2].key'])
  expect((await make('safety', { orgId: place.plant, name: '数采仪', protocol: 'hj212', device: 'MN0001' })).body.secret).toMatch(/^\w{6}$/)
  expect((await make('safety', { orgId: place.plant, name: '网关' })).body.topic).toMatch(/^readings\/gw-/)
})

test('it is changed and closed by its own enterprise only; who holds it in memory is told; a closed number is free', async () => {
  const [car] = await list('safety')
  const id = car?.id ?? ''
  const told: string[] = []
  place.monitoring.sources.onChange((one) => void told.push(one))
  const map = [{ key: 'alarm.emergency', point: 'LT-1' }]
  expect((await place.send('foreign', 'PATCH', `/api/reading-sources/${id}`, { map })).status).toBe(404)
  expect((await place.send('safety', 'PATCH', `/api/reading-sources/${id}`, { map })).status).toBe(200)
  expect(await place.monitoring.sources.findDevice('jt808', '13900000001')).toMatchObject({ id, map: [{ key: 'alarm.emergency' }] })
  place.monitoring.sources.refused('jt808', 'bad-checksum', id)
  expect((await list('officer')).find((s) => s.id === id)?.refused).toMatchObject([{ cause: 'bad-checksum', n: 1 }])
  expect(await list('foreign')).toEqual([])
  expect((await place.send('safety', 'POST', `/api/reading-sources/${id}/close`)).status).toBe(200)
  expect(await place.monitoring.sources.findDevice('jt808', '13900000001')).toBeNull()
  expect(told).toEqual([id, id])
  const again = await make('foreign', { orgId: place.other, name: '车 1', protocol: 'jt808', device: '13900000001' })
  expect(again.status).toBe(200)
})

test('a device that is not a gateway does not get in by MQTT', async () => {
  const made = await make('safety', { orgId: place.plant, name: '数采仪 2', protocol: 'hj212', device: 'MN0002' })
  const { rows } = await place.t.owner.query('select username from reading_source where id = $1', [made.body.id])
  expect(await place.monitoring.gateway(rows[0].username, made.body.secret ?? '')).toBeNull()
})
