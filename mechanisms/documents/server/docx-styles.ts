import { AlignmentType, LevelFormat, LineRuleType, type IPropertiesOptions, type IRunOptions } from 'docx'

/*
 * The usual layout of official letters (GB/T 9704): 小标宋 for the title, 黑体 and 楷体 for headings, 仿宋 for the text,
 * lines of 28 points. A machine without a face takes its own Chinese one.
 */
const FACES = { title: '方正小标宋简体', one: '黑体', two: '楷体', body: '仿宋' } as const
const face = (name: keyof typeof FACES): IRunOptions['font'] => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia: FACES[name],
})

/** Half-points: 二号 44, 三号 32, 五号 21. */
const SIZE = { title: 44, body: 32, table: 21, note: 18 } as const
const LINES = { line: 560, lineRule: LineRuleType.EXACT } as const
/** A4 with the margins of a letter, in twentieths of a point. */
export const PAGE = { size: { width: 11906, height: 16838 }, margin: { top: 2098, bottom: 1984, left: 1587, right: 1474 } } as const
/** Between the margins. */
export const WIDTH = PAGE.size.width - PAGE.margin.left - PAGE.margin.right

const heading = (level: 0 | 1 | 2, numbered: boolean) => ({
  id: `Heading${level + 1}`,
  name: `heading ${level + 1}`,
  basedOn: 'Normal',
  next: 'BodyText',
  quickFormat: true,
  run: { font: face(level === 0 ? 'one' : 'two'), size: SIZE.body, bold: false, color: '000000' },
  paragraph: {
    outlineLevel: level,
    keepNext: true,
    ...(numbered && level < 2 ? { numbering: { reference: 'parts', level } } : { indent: { firstLine: 640 } }),
    spacing: { before: level === 0 ? 160 : 0, ...LINES },
  },
})

const styled = (id: string, name: string, size: number, line: number) => ({
  id,
  name,
  basedOn: 'Normal',
  run: { font: face('body'), size },
  paragraph: { spacing: { line } },
})

/** @param numbered headings are counted by Word: 一、 and （一） */
export function stylesOf(numbered: boolean): NonNullable<IPropertiesOptions['styles']> {
  return {
    default: { document: { run: { font: face('body'), size: SIZE.body } } },
    paragraphStyles: [
      {
        id: 'Title',
        name: 'Title',
        basedOn: 'Normal',
        next: 'BodyText',
        quickFormat: true,
        run: { font: face('title'), size: SIZE.title },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 600, after: 300 } },
      },
      {
        id: 'BodyText',
        name: 'Body Text',
        basedOn: 'Normal',
        quickFormat: true,
        run: { font: face('body'), size: SIZE.body },
        paragraph: { alignment: AlignmentType.JUSTIFIED, indent: { firstLine: 640 }, spacing: LINES },
      },
      heading(0, numbered),
      heading(1, numbered),
      heading(2, numbered),
      styled('TableText', 'Table Text', SIZE.table, 300),
      styled('FootnoteText', 'footnote text', SIZE.note, 260),
      {
        id: 'Contents',
        name: 'Contents Title',
        basedOn: 'Normal',
        run: { font: face('one'), size: SIZE.body },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 200, after: 100 } },
      },
    ],
  }
}

const counted = (level: 0 | 1, words: string) => ({
  level,
  format: LevelFormat.CHINESE_COUNTING,
  text: words,
  alignment: AlignmentType.LEFT,
  suffix: 'nothing' as const,
  style: { paragraph: { indent: { left: 0, firstLine: 640 } } },
})

export const NUMBERING = { config: [{ reference: 'parts', levels: [counted(0, '%1、'), counted(1, '（%2）')] }] }
