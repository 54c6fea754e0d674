import { createRequire } from 'node:module'
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import ExcelJS from 'exceljs'
import pdfmake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { describe, expect, test } from 'vitest'
import { htmlText, readPlanFile, type PlanFile, type Refusal } from './index.ts'

const require = createRequire(import.meta.url)

const LINES = [
  '某县“十五五”安全生产规划',
  '一、规划目标',
  '到2030年，事故死亡人数下降20%以上。',
  '二、主要任务',
  '2027年底前，完成老旧管网改造60公里。（县住建局负责）',
]

/** GB 18030 bytes of the characters used here; Node can decode but not encode it. */
const GB: Record<string, number[]> = {
  安: [0xb0, 0xb2],
  全: [0xc8, 0xab],
  生: [0xc9, 0xfa],
  产: [0xb2, 0xfa],
  规: [0xb9, 0xe6],
  划: [0xbb, 0xae],
  '，': [0xa3, 0xac],
  '\n': [0x0a],
}

function text(file: PlanFile): string {
  if (!file.ok) throw new Error(file.message.en)
  return file.text
}

function reason(file: PlanFile): Refusal | null {
  return file.ok ? null : file.reason
}

/** A real PDF with Chinese text. */
async function pdf(content: Content[], extra: Partial<TDocumentDefinitions> = {}): Promise<Uint8Array> {
  const font = require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
  pdfmake.setFonts({ Noto: { normal: font, bold: font, italics: font, bolditalics: font } })
  return new Uint8Array(await pdfmake.createPdf({ content, defaultStyle: { font: 'Noto' }, ...extra }).getBuffer())
}

describe('text files', () => {
  test('UTF-8 with and without mark, UTF-16, GB 18030', async () => {
    const plan = LINES.join('\r\n')
    expect(text(await readPlanFile(new TextEncoder().encode(plan), 'a.txt'))).toBe(LINES.join('\n'))
    expect(text(await readPlanFile(new TextEncoder().encode(`\ufeff${plan}`), 'a.md'))).toBe(LINES.join('\n'))
    expect(text(await readPlanFile(new Uint8Array([0xff, 0xfe, ...Buffer.from(plan, 'utf16le')])))).toBe(LINES.join('\n'))
    const gb = new Uint8Array([...'安全生产规划，\n'.repeat(20)].flatMap((c) => GB[c] ?? []))
    const read = await readPlanFile(gb, 'a.txt')
    expect(read).toMatchObject({ ok: true, encoding: 'gb18030' })
    expect(text(read)).toBe('安全生产规划，\n'.repeat(20))
  })

  test('empty and foreign bytes are named', async () => {
    expect(reason(await readPlanFile(new Uint8Array(0)))).toBe('empty')
    expect(reason(await readPlanFile(new TextEncoder().encode(' \n ')))).toBe('empty')
    expect(reason(await readPlanFile(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 0])))).toBe('unknown-kind')
  })
})

describe('HTML', () => {
  test('blocks are lines, merged cells are filled, scripts are left out', () => {
    const html = `<html><head><title>x</title><style>p{}</style></head><body><script>var a</script><h1>某县规划</h1><p>一、目标<br>到2030年</p>
      <table><tr><th>类</th><th>指标</th><th>目标值</th></tr><tr><td rowspan="2">约束</td><td>死亡人数</td><td>下降20%</td></tr><tr><td>较大事故</td><td>0</td></tr></table><ol><li>加强监管</li><li>排查隐患</li></ol></body></html>`
    expect(htmlText(html).split('\n')).toEqual([
      '某县规划',
      '一、目标',
      '到2030年',
      '类\t指标\t目标值',
      '约束\t死亡人数\t下降20%',
      '约束\t较大事故\t0',
      '',
      '1. 加强监管',
      '2. 排查隐患',
    ])
  })

  test('known by its content', async () => {
    expect(await readPlanFile(new TextEncoder().encode('<!DOCTYPE html><html><body><p>一、目标</p></body></html>'))).toMatchObject({
      kind: 'html',
      text: '一、目标',
    })
  })
})

describe('DOCX', () => {
  test('paragraphs and tables', async () => {
    const cell = (t: string): TableCell => new TableCell({ children: [new Paragraph(t)] })
    const table = new Table({
      rows: [new TableRow({ children: [cell('指标'), cell('目标值')] }), new TableRow({ children: [cell('死亡人数'), cell('下降20%')] })],
    })
    const doc = new Document({ sections: [{ children: [...LINES.map((l) => new Paragraph(l)), table] }] })
    const read = await readPlanFile(new Uint8Array(await Packer.toBuffer(doc)), 'a.docx')
    expect(text(read)).toContain(LINES.join('\n'))
    expect(text(read)).toContain('死亡人数\t下降20%')
  })

  test('a workbook, a cut file, an old or an encrypted Word file', async () => {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('a')
    expect(reason(await readPlanFile(new Uint8Array(await book.xlsx.writeBuffer()), 'a.xlsx'))).toBe('unknown-kind')
    expect(reason(await readPlanFile(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'a.docx'))).toBe('broken')
    const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
    expect(reason(await readPlanFile(new Uint8Array([...ole, ...Array.from({ length: 600 }, () => 0)])))).toBe('old-word')
    expect(reason(await readPlanFile(new Uint8Array([...ole, ...Buffer.from('EncryptedPackage', 'utf16le')])))).toBe('encrypted')
  })
})

describe('PDF', () => {
  test('lines and table rows', async () => {
    const bytes = await pdf([
      ...LINES,
      {
        table: {
          widths: [200, 200],
          body: [
            ['指标名称', '目标值'],
            ['死亡人数', '下降20%'],
          ],
        },
      },
    ])
    const read = text(await readPlanFile(bytes, 'a.pdf'))
    for (const line of LINES) expect(read.replace(/\s/g, '')).toContain(line)
    expect(read).toContain('死亡人数\t下降20%')
  })

  test('a scan, a password, a cut file', async () => {
    expect(reason(await readPlanFile(await pdf([{ canvas: [{ type: 'rect', x: 0, y: 0, w: 300, h: 300, color: '#ccc' }] }])))).toBe(
      'scanned',
    )
    expect(reason(await readPlanFile(await pdf(LINES, { userPassword: 'secret' })))).toBe('encrypted')
    expect(reason(await readPlanFile(new TextEncoder().encode('%PDF-1.7\nnothing more')))).toBe('broken')
  })
})
