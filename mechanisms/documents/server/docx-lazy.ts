import type { DocxSpec } from './docx.ts'

/** The maker of Word files is loaded when the first one is asked for. @returns the bytes of a .docx file */
export const docx = async (spec: DocxSpec): Promise<Buffer> => (await import('./docx.ts')).docx(spec)
