/** What a file is that cannot be read as a plan, and what to do: one entry per case, Chinese and English. */

export interface Words {
  zh: string
  en: string
}

export type Refusal = 'empty' | 'encrypted' | 'scanned' | 'old-word' | 'broken' | 'unknown-kind' | 'no-plan' | 'too-large'

export const REFUSALS: Record<Refusal, Words> = {
  empty: { zh: '文件是空的，请换一份有内容的文件。', en: 'The file is empty. Choose one with content.' },
  encrypted: {
    zh: '文件设了密码，读不出来。请先去掉密码，另存一份再上传。',
    en: 'The file is protected by a password. Remove the password, save a copy and upload that.',
  },
  scanned: {
    zh: '这份 PDF 是扫描图片，里面没有文字。请找发文单位要电子版（DOCX 或可复制文字的 PDF），或先用文字识别软件转换。',
    en: 'This PDF is a scan without text. Ask the issuing office for the electronic version (DOCX or a PDF with text), or run text recognition first.',
  },
  'old-word': {
    zh: '这是旧版 Word 文件（.doc）。请用 Word 或 WPS 打开，另存为 .docx 再上传。',
    en: 'This is an old Word file (.doc). Open it in Word or WPS, save it as .docx and upload that.',
  },
  broken: {
    zh: '文件损坏，打不开。请重新下载或另存一份再上传。',
    en: 'The file is damaged and cannot be opened. Download it again or save a new copy.',
  },
  'unknown-kind': {
    zh: '这种文件不能当规划读。可以用 DOCX、PDF、HTML、TXT 或 MD 文件。',
    en: 'This kind of file cannot be read as a plan. Use DOCX, PDF, HTML, TXT or MD.',
  },
  'no-plan': {
    zh: '文件里没有找到规划的标题、指标或任务。请确认上传的是规划、计划或行动方案的正文。',
    en: 'No headings, indicators or tasks of a plan were found. Make sure the file is the text of a plan or campaign.',
  },
  'too-large': {
    zh: '文件超过 50 MB。请只上传规划正文，不带图册和附图。',
    en: 'The file is larger than 50 MB. Upload the text of the plan without maps and picture annexes.',
  },
}
