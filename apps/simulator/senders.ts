import mqtt, { type MqttClient } from 'mqtt'
import {
  cpText,
  createGb26875Decoder,
  createHj212Decoder,
  createJt808Decoder,
  encodeGb26875,
  encodeHj212,
  encodeJt808,
  encodeLocation,
  encodeUnit,
  GB26875_COMMAND,
  hj212RequestAnswer,
  type Gb26875Object,
} from '@anlan/protocols'
import type { Device, Script } from './script.ts'
import { openWire, type Wire } from './wire.ts'
import type { Sample } from './world.ts'

/** Sends samples of one device; resolves when they are answered, rejects when they are not: they are then sent again. */
export interface Sender {
  send(samples: readonly Sample[], backfill: boolean): Promise<void>
  close(): Promise<void>
}

type Of<P extends Device['protocol']> = Extract<Device, { protocol: P }>
type Start = { readonly epochS: number }

function columns(samples: readonly Sample[], { epochS }: Start, backfill: boolean): string {
  const rows = samples.flatMap((s) => s.values.map(({ key, v }) => ({ key, t: epochS + s.atS, v })))
  return JSON.stringify({ point: rows.map((r) => r.key), t: rows.map((r) => r.t), v: rows.map((r) => r.v), backfill })
}

function httpSender(device: Of<'http'>, url: string, start: Start): Sender {
  return {
    async send(samples, backfill) {
      const answer = await fetch(new URL('/api/readings', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${device.token}` },
        body: columns(samples, start, backfill),
        signal: AbortSignal.timeout(10_000),
      })
      if (!answer.ok) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 200)}`)
    },
    close: async () => {},
  }
}

function mqttSender(device: Of<'mqtt'>, address: string, start: Start): Sender {
  let client: MqttClient | null = null
  return {
    async send(samples, backfill) {
      client ??= await mqtt.connectAsync(`mqtt://${address}`, {
        username: device.username,
        password: device.secret,
        reconnectPeriod: 0,
        connectTimeout: 10_000,
      })
      client.on('error', () => undefined)
      const down = (): void => void (client = null)
      client.once('close', down)
      await client.publishAsync(`readings/${device.username}`, columns(samples, start, backfill), { qos: 1 })
      client?.off('close', down)
    },
    async close() {
      await client?.endAsync(true)
      client = null
    },
  }
}

const digits = (epochS: number): string => new Date((epochS + 28_800) * 1000).toISOString().replace(/\D/g, '').slice(0, 17)

function hj212Sender(device: Of<'hj212'>, address: string, { epochS }: Start): Sender {
  let serial = 0
  const wire = openWire(address, (answered, write) => {
    const decoder = createHj212Decoder()
    return (octets) => {
      for (const { packet } of decoder.push(octets)) {
        if (packet.head['CN'] === '9014') answered(packet.head['QN'] ?? '')
        // What was kept is sent without being asked for.
        else if (packet.flag?.needsAnswer) write(hj212RequestAnswer(packet, 2))
      }
    }
  })
  return {
    async send(samples) {
      for (const sample of samples) {
        // QN is the time of sending; a part of the second keeps it unlike the one before.
        const QN = `${digits(Date.now() / 1000).slice(0, 14)}${String(serial++ % 1000).padStart(3, '0')}`
        const points = Object.fromEntries(sample.values.map(({ key, v }) => [key, { Rtd: String(v), Flag: 'N' }]))
        const head = { QN, ST: device.st, CN: '2011', PW: device.password, MN: device.mn, Flag: '5' }
        await wire.ask(encodeHj212(head, cpText({ DataTime: digits(epochS + sample.atS).slice(0, 14) }, points)), QN)
      }
    },
    close: wire.close,
  }
}

const ANALOG: Readonly<Record<string, readonly [type: number, times: number]>> = {
  height: [2, 100],
  temperature: [3, 10],
  pressure: [5, 10],
}

function gb26875Sender(device: Of<'gb26875'>, address: string, { epochS }: Start): Sender {
  let serial = 0
  const wire = openWire(address, (answered) => {
    const decoder = createGb26875Decoder()
    return (octets) => {
      for (const frame of decoder.push(octets)) if (frame.command === GB26875_COMMAND.ack) answered(String(frame.serial))
    }
  })
  const report = async (unitType: number, objects: Gb26875Object[], epochMs: number): Promise<void> => {
    if (objects.length === 0) return
    serial = (serial + 1) & 0xffff
    const unit = encodeUnit(unitType, objects)
    const frame = { serial, epochMs, source: device.address, destination: '000000000001', command: GB26875_COMMAND.send, unit }
    await wire.ask(encodeGb26875(frame), String(serial))
  }
  return {
    async send(samples) {
      for (const sample of samples) {
        const epochMs = (epochS + sample.atS) * 1000
        const time = { epochMs, valid: true, dialect: null, text: '' } as unknown as NonNullable<Gb26875Object['time']>
        const states = new Map<string, Gb26875Object>()
        const analogs: Gb26875Object[] = []
        for (const { key, v } of sample.values) {
          const [part = '', quantity = ''] = key.split('/')
          const [systemType, systemAddress, componentType, componentAddress] = part.split('.').map(Number)
          const whose = { systemType, systemAddress, componentType, componentAddress, time }
          const analog = ANALOG[quantity]
          if (analog) analogs.push({ ...whose, analogType: analog[0], raw: Math.round(v * analog[1]) })
          else {
            const before = states.get(part)?.state ?? 1
            states.set(part, { ...whose, text: '', state: before | (v > 0.5 ? (quantity === 'fire' ? 2 : 4) : 0) })
          }
        }
        await report(2, [...states.values()], epochMs)
        await report(3, analogs, epochMs)
      }
    },
    close: wire.close,
  }
}

const BATCH = 20

function jt808Sender(device: Of<'jt808'>, address: string, { epochS }: Start): Sender {
  let serial = 0
  const protocolVersion = device.edition === '2019' ? 1 : null
  let code = ''
  let link: unknown = null
  const wire: Wire = openWire(address, (answered) => {
    const decoder = createJt808Decoder()
    return (octets) => {
      for (const { content } of decoder.push(octets)) {
        if (content.kind === 'registerReply') {
          code = content.result === 0 ? content.authCode : ''
          answered(String(content.ackSerial))
        } else if (content.kind === 'platformAck' && content.result === 0) answered(String(content.ackSerial))
      }
    }
  })
  const ask = (messageId: number, body: Uint8Array): Promise<void> => {
    serial = (serial + 1) & 0xffff
    return wire.ask(encodeJt808({ messageId, phone: device.phone, serial, protocolVersion, body }), String(serial))
  }
  /** Registers and authenticates on each new link. */
  async function signIn(): Promise<void> {
    const now = await wire.open()
    if (link === now) return
    const wide = protocolVersion === null ? 36 : 75
    const head = Buffer.alloc(wide + 1)
    head[wide] = 1
    await ask(0x0100, Buffer.concat([head, Buffer.from(device.plate.replace(/[^\x20-\x7e]/g, ''))]))
    if (code === '') throw new Error('registration refused')
    const octets = Buffer.from(code)
    await ask(0x0102, protocolVersion === null ? octets : Buffer.concat([Buffer.from([octets.length]), octets, Buffer.alloc(35)]))
    link = now
  }
  const bodyOf = ({ atS, vehicle }: Sample): Uint8Array =>
    encodeLocation({
      alarmBits: vehicle?.alarmBits ?? 0,
      statusBits: 3,
      latitude: vehicle?.lat ?? 0,
      longitude: vehicle?.lng ?? 0,
      altitude: 20,
      speed: vehicle?.speed ?? 0,
      direction: vehicle?.direction ?? 0,
      epochMs: (epochS + atS) * 1000,
      items: [],
    })
  return {
    async send(samples, backfill) {
      await signIn()
      if (!backfill) {
        for (const sample of samples) await ask(0x0200, bodyOf(sample))
        return
      }
      for (let i = 0; i < samples.length; i += BATCH) {
        const bodies = samples.slice(i, i + BATCH).map((s) => Buffer.from(bodyOf(s)))
        const items = bodies.map((b) => Buffer.concat([Buffer.from([b.length >> 8, b.length & 0xff]), b]))
        await ask(0x0704, Buffer.concat([Buffer.from([0, bodies.length, 1]), ...items]))
      }
    },
    close: wire.close,
  }
}

/** The sender of a device; throws with the name of the address that the script leaves out. */
export function senderOf(device: Device, server: Script['server'], start: Start): Sender {
  const address = server[device.protocol]
  if (address === undefined) throw new Error(`server.${device.protocol}: 缺少地址 / the address is missing`)
  switch (device.protocol) {
    case 'http':
      return httpSender(device, address, start)
    case 'mqtt':
      return mqttSender(device, address, start)
    case 'hj212':
      return hj212Sender(device, address, start)
    case 'gb26875':
      return gb26875Sender(device, address, start)
    case 'jt808':
      return jt808Sender(device, address, start)
  }
}
