import ExcelJS from 'exceljs'
import mqtt from 'mqtt'
import { inject } from 'vitest'
import { get, type Visit } from './browser.ts'

/** POST of the visitor; a refusal ends the test with its words. */
export async function post<T>(one: Visit, path: string, data: unknown): Promise<T> {
  const answer = await one.context.request.post(path, { data, headers: { origin: inject('url') } })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as T
}

export interface Detector {
  readonly id: string
  readonly orgId: string
  readonly code: string
  readonly name: string
}

/** A gas detector of the visitor's own plant, which the sample's feed knows nothing of: only the test lets it smell. */
export async function detector(safety: Visit, code: string, name: string): Promise<Detector> {
  const { orgId } = (await get<{ orgId: string }>(safety, '/api/me')).body
  const { id } = await post<{ id: string }>(safety, '/api/points', { orgId, code, name, type: 'gas-combustible' })
  return { id, orgId, code, name }
}

type Reading = readonly [code: string, value: number]

const body = (readings: readonly Reading[]) => ({
  readings: readings.map(([point, v]) => ({ point, t: Math.floor(Date.now() / 1000), v })),
})

/** One batch over HTTP, answered after its commit. */
export const sendBatch = (safety: Visit, readings: readonly Reading[]): Promise<{ stored: number }> =>
  post(safety, '/api/readings', body(readings))

/** A gateway of the plant, registered as its safety manager does, that speaks MQTT. */
export async function gateway(
  safety: Visit,
  orgId: string,
  name: string,
): Promise<{ send(readings: readonly Reading[]): Promise<unknown>; end(): Promise<void> }> {
  const made = await post<{ username: string; secret: string; topic: string }>(safety, '/api/reading-sources', { orgId, name })
  const client = await mqtt.connectAsync({
    host: '127.0.0.1',
    port: inject('mqttPort'),
    username: made.username,
    password: made.secret,
    reconnectPeriod: 0,
  })
  return {
    send: (readings) => client.publishAsync(made.topic, JSON.stringify(body(readings)), { qos: 1 }),
    end: () => client.endAsync(),
  }
}

/** Many detectors at once, imported from a workbook as the bureau does: gas, with one limit. */
export async function importDetectors(
  bureau: Visit,
  orgName: string,
  names: readonly (readonly [code: string, name: string])[],
): Promise<void> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('点位')
  sheet.addRow(['企业', '点位编码', '点位名称', '类型', '高报'])
  for (const [code, name] of names) sheet.addRow([orgName, code, name, '可燃气体浓度', '25'])
  const buffer = Buffer.from(await book.xlsx.writeBuffer())
  const answer = await bureau.context.request.post('/api/points/import?commit=yes', {
    headers: { origin: inject('url') },
    multipart: { file: { name: '点位.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer } },
  })
  if (!answer.ok()) throw new Error(`import: ${answer.status()} ${await answer.text()}`)
}
