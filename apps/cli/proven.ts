import path from 'node:path'
import { fill, text, type Text } from '#kernel/text.ts'
import { verifyEvidence, verifyRecord, type EvidenceReport, type RecordFault, type RecordReport } from '#platform/record/index.ts'
import type { Io } from './main.ts'
import { both, wall } from './opening.ts'

const EVERY_MS = 5000

/** Says how far it is every few seconds. */
function ticker(io: Io, what: Text): (done: number, total: number) => void {
  let last = performance.now()
  return (done, total) => {
    if (performance.now() - last < EVERY_MS) return
    last = performance.now()
    io.err(`  ${both(what)}  ${done} / ${total}`)
  }
}

function faultLine(fault: RecordFault): string {
  const point = fault.checkpointId === null ? '' : both(fill(text('校验点 {id}', 'checkpoint {id}'), { id: fault.checkpointId }))
  const matter = fault.no ?? fault.matterId ?? ''
  const act = fault.seq === null ? '' : both(fill(text('第 {n} 次行为', 'act {n}'), { n: fault.seq }))
  return `  ✗ ${[point, matter, act].filter((s) => s !== '').join(' · ')}: ${both(fault.what)}`
}

function sayRecord(io: Io, r: RecordReport): void {
  const good = (what: Text, gaps: Record<string, string | number>): void => io.out(`  ✓ ${both(fill(what, gaps))}`)
  if (r.faultCount === 0) {
    good(
      text(
        '{acts} 次行为连成 {matters} 条链，没有一次被改动、插入或删除',
        '{acts} acts in {matters} chains, none altered, put in or removed',
      ),
      { ...counts(r) },
    )
    good(text('{matters} 件事项都与其行为一致', 'all {matters} matters are what their acts make'), { ...counts(r) })
    good(text('{checkpoints} 个校验点的签名、衔接和链头都有效', '{checkpoints} checkpoints: signatures, links and heads hold'), {
      ...counts(r),
    })
  }
  for (const fault of r.faults) io.out(faultLine(fault))
  if (r.faultCount > r.faults.length) io.out(`  … ${both(fill(text('另有 {n} 处', '{n} more'), { n: r.faultCount - r.faults.length }))}`)
  if (r.newest) {
    const what = text(
      '最新校验点 {id}（北京时间 {at}）的根哈希：{root}。请与单独保存或公布的对照',
      'root of the newest checkpoint {id} ({at}, China time): {root}. Compare it with one kept or published elsewhere',
    )
    io.out(`  · ${both(fill(what, { ...r.newest, at: wall(r.newest.at) }))}`)
  }
  if (r.unsealed > 0)
    io.out(
      `  · ${both(fill(text('{n} 件事项最近的行为还没有签名封存（每十分钟一次）', '{n} matters have acts that are not sealed yet (done every ten minutes)'), { n: r.unsealed }))}`,
    )
  const speed = text('用时 {s} 秒，每秒 {n} 次行为', '{s} s, {n} acts a second')
  io.out(`  · ${both(fill(speed, { s: r.seconds.toFixed(1), n: r.actsPerSecond }))}`)
}

const counts = (r: RecordReport) => ({ acts: r.acts, matters: r.matters, checkpoints: r.checkpoints })

function sayEvidence(io: Io, r: EvidenceReport): void {
  if (r.faultCount === 0) {
    const what = text('{files} 个证据文件（{mb} MB）都与其哈希一致', '{files} evidence files ({mb} MB), each fits its hash')
    io.out(`  ✓ ${both(fill(what, { files: r.files, mb: (r.bytes / 1e6).toFixed(1) }))}`)
  }
  for (const fault of r.faults) io.out(`  ✗ ${fault.hash}: ${both(fault.what)}`)
  if (r.faultCount > r.faults.length) io.out(`  … ${both(fill(text('另有 {n} 处', '{n} more'), { n: r.faultCount - r.faults.length }))}`)
}

/** Verifies record and evidence, says what is proven and what is wrong. Returns how many faults there are. */
export async function prove(
  io: Io,
  about: { readonly ownerUrl: string; readonly dataDir: string; readonly publicPem: string; readonly files: boolean },
): Promise<number> {
  const acts = ticker(io, text('已核验行为', 'acts verified'))
  const record = await verifyRecord({ ...about, progress: (done) => acts(done.acts, done.total) })
  const read = ticker(io, text('已核验证据文件', 'evidence files verified'))
  const folder = path.join(about.dataDir, 'files')
  const evidence = about.files
    ? await verifyEvidence({ ownerUrl: about.ownerUrl, folder, progress: (done) => read(done.files, done.files) })
    : null
  const faults = record.faultCount + (evidence?.faultCount ?? 0)
  io.out(faults === 0 ? '已证明 / proven' : both(fill(text('发现 {n} 处问题', '{n} fault(s) found'), { n: faults })))
  sayRecord(io, record)
  if (evidence) sayEvidence(io, evidence)
  return faults
}
