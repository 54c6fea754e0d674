/*
 * npx tsx bench/protocols/bench.ts [pieces]
 * 1. Frames a second of one core through each stream decoder, in reads of 64 KiB. Aim for JT/T 808: 300,000.
 * 2. A million random and mutated pieces: no throw, and the most octets held at any time.
 */
import { createGb26875Decoder } from '../../libs/protocols/src/gb26875/stream.ts'
import { createHj212Decoder } from '../../libs/protocols/src/hj212/stream.ts'
import { encodeJt808 } from '../../libs/protocols/src/jt808/frame.ts'
import { createJt808Decoder } from '../../libs/protocols/src/jt808/stream.ts'
import { jt808Readings } from '../../libs/protocols/src/jt808/readings.ts'
import { concatBytes, fromHex } from '../../libs/protocols/src/bytes.ts'
import type { Protocol } from '../../libs/protocols/src/reading.ts'
import { shake } from '../../libs/protocols/src/testing/mutate.ts'
import { sampleFrames, sampleLocation } from '../../libs/protocols/src/testing/samples.ts'

const AIM = 300_000
const READ = 64 * 1024

/** A location of 2019 with 13 additional items and four escapes in one of them: the longest usual frame. */
const LONG_LOCATION = fromHex(
  '7E0200406001000000000139000012347D017D0240000006004C030302273340073109F100230375010F26112408300501040012D687' +
    '020201C703020369040200070602FFFB110501000003E91206037D017D027D017D02011307000007D2025D012504000000542A020001' +
    '2B040309014D30011931010E667E',
)
const USUAL_LOCATION = encodeJt808({ messageId: 0x0200, phone: '13900001234', serial: 7, protocolVersion: 1, body: sampleLocation() })

interface Rate {
  perCpuSecond: number
  perWallSecond: number
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/**
 * Median of seven rounds, by CPU time and by the wall; every frame must have been decoded. Run it from here: the figures hold for
 * ES modules, as the project runs. Loaded as CommonJS (a script outside the project under tsx) the same code makes less than half,
 * because every imported function is then called through a getter.
 */
function rate(frames: Uint8Array[], total: number, push: (bytes: Uint8Array) => number): Rate {
  const one = concatBytes(frames)
  const repeats = Math.max(1, Math.floor(READ / one.length))
  const read = concatBytes(Array.from({ length: repeats }, () => one))
  const cpu: number[] = []
  const wall: number[] = []
  for (let round = 0; round < 7; round++) {
    const cpuBefore = process.cpuUsage()
    const wallBefore = performance.now()
    let count = 0
    let reads = 0
    while (count < total) {
      count += push(read)
      reads++
    }
    const used = process.cpuUsage(cpuBefore)
    cpu.push(count / ((used.user + used.system) / 1e6))
    wall.push(count / ((performance.now() - wallBefore) / 1e3))
    if (count !== reads * repeats * frames.length) throw new Error('not every frame was decoded')
  }
  return { perCpuSecond: median(cpu), perWallSecond: median(wall) }
}

function figure(value: number): string {
  return String(Math.round(value)).padStart(8)
}

/** The aim is judged by the slower of the two clocks. */
function show(what: string, { perCpuSecond, perWallSecond }: Rate, aim?: number): void {
  const verdict = aim === undefined ? '' : Math.min(perCpuSecond, perWallSecond) >= aim ? `  met (aim ${aim})` : `  NOT met (aim ${aim})`
  console.log(`${what.padEnd(56)}${figure(perCpuSecond)} frames/s of CPU${figure(perWallSecond)} by the wall${verdict}`)
}

const jt808 = createJt808Decoder()
show(
  'JT/T 808 location, 5 items, decoded',
  rate([USUAL_LOCATION], 300_000, (bytes) => jt808.push(bytes).length),
  AIM,
)
show(
  'JT/T 808 location, 13 items and escapes, decoded',
  rate([LONG_LOCATION], 300_000, (bytes) => jt808.push(bytes).length),
  AIM,
)
const toReadings = (bytes: Uint8Array) => {
  const received = jt808.push(bytes)
  for (const one of received) jt808Readings(one)
  return received.length
}
show('JT/T 808 location, 5 items, decoded and made readings', rate([USUAL_LOCATION], 200_000, toReadings))
const hj212 = createHj212Decoder()
show(
  'HJ 212, mixed packets',
  rate(sampleFrames('hj212'), 50_000, (bytes) => hj212.push(bytes).length),
)
const gb26875 = createGb26875Decoder()
show(
  'GB/T 26875.3, mixed frames',
  rate(sampleFrames('gb26875'), 100_000, (bytes) => gb26875.push(bytes).length),
)

const pieces = Number(process.argv[2] ?? 1_000_000)
const protocols: Protocol[] = ['jt808', 'hj212', 'gb26875']
for (const protocol of protocols) {
  const result = shake(protocol, Math.ceil(pieces / protocols.length), 808_212)
  console.log(
    `${protocol.padEnd(8)} ${result.pieces} random and mutated pieces: no throw, ${result.frames} frames, ` +
      `${result.readings} readings, ${result.refused} refused, at most ${result.peakBuffered} octets held`,
  )
}
